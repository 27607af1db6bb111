import { BarChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure } from '../measure.ts';
import { times } from './section.ts';

use([BarChart, GridComponent, TitleComponent, SVGRenderer]);

const ours = '#0b7a75';
const byHand = '#8a8f98';
const others = '#d8973c';
const ink = '#24292f';
const faint = '#d0d7de';

const width = 1000;
const row = 30;
const top = 92;
const left = 356;
const gap = 40;
const right = 70;

/** Two bar charts side by side, as SVG: the time of each contender as a multiple of hand-written code's, on a log scale. */
export function chart(identify: readonly Figure[], track: readonly Figure[]): string {
  const height = top + identify.length * row + 36;
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  const panel = (width - left - gap - right) / 2;
  const panels = [
    { title: 'identify', figures: identify, at: left },
    { title: 'track', figures: track, at: left + panel + gap },
  ];
  const text = { color: ink, fontFamily: 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif' };
  drawing.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: text,
    title: [
      {
        text: 'Time to map one event, as a multiple of hand-written code',
        subtext: 'Shorter is better. Each line of the scale is ten times the one before.',
        left: 16,
        top: 12,
        textStyle: { ...text, fontSize: 18 },
        subtextStyle: { ...text, color: '#57606a', fontSize: 13 },
      },
      ...panels.map(({ title, at }) => ({
        text: title,
        left: at,
        top: top - 24,
        textStyle: { ...text, fontSize: 14 },
      })),
    ],
    grid: panels.map(({ at }) => ({ left: at, width: panel, top, height: identify.length * row })),
    xAxis: panels.map((_, index) => ({
      type: 'log' as const,
      gridIndex: index,
      // A bar of 1 would have no length where the scale begins at 1.
      min: 0.5,
      startValue: 0.5,
      max: 1000,
      axisLabel: { color: '#57606a', formatter: (value: number) => (value < 1 ? '' : `${value}×`) },
      splitLine: { lineStyle: { color: faint } },
    })),
    yAxis: panels.map(({ figures }, index) => ({
      type: 'category' as const,
      gridIndex: index,
      inverse: true,
      data: figures.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: faint } },
      axisLabel: { show: index === 0, ...text, fontSize: 13, width: left - 24, overflow: 'truncate' as const },
    })),
    series: panels.map(({ figures }, index) => ({
      type: 'bar' as const,
      xAxisIndex: index,
      yAxisIndex: index,
      barWidth: row * 0.6,
      data: figures.map(({ name, ratio }) => ({
        value: ratio,
        itemStyle: { color: colourOf(name), borderRadius: [0, 3, 3, 0] },
      })),
      label: {
        show: true,
        position: 'right' as const,
        color: ink,
        fontSize: 12,
        formatter: ({ dataIndex }: { dataIndex: number }) => `${times(figures[dataIndex]!.ratio)}×`,
      },
    })),
  });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return svg;
}

function colourOf(name: string): string {
  if (name.startsWith('crosswalk')) return ours;
  return name.startsWith('hand-written') ? byHand : others;
}
