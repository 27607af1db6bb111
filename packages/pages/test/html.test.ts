import { expect, test } from 'vitest';
import { exactMoment, framed, href, html, moment, number, sharedStyle, timeOfDay } from '../src/index.ts';

test('what is put into markup is escaped, markup itself is not', () => {
  const name = `<b title="x">O'Neil & Co</b>`;
  expect(html`<p>${name}, ${html`<i>${1}</i>`}${undefined}${false}${[html`<br>`, '<']}</p>`.text).toBe(
    '<p>&lt;b title=&quot;x&quot;&gt;O&#39;Neil &amp; Co&lt;/b&gt;, <i>1</i><br>&lt;</p>',
  );
});

test('addresses leave out what is empty and encode the rest', () => {
  expect(href('/calls', { user: 'a&b', event: '', source: undefined })).toBe('/calls?user=a%26b');
  expect(href('/calls', {})).toBe('/calls');
});

test('times and counts as people read them', () => {
  const time = Date.UTC(2026, 10, 23, 17, 16, 11, 42);
  expect(moment(time).text).toContain('>2026-11-23 17:16:11<');
  expect(exactMoment(time).text).toContain('>2026-11-23 17:16:11.042<');
  expect(timeOfDay(time).text).toContain('>17:16:11.042<');
  expect(number(1234567)).toBe('1,234,567');
});

test('a page marks where one is, and asks for one style', () => {
  const sections = ['Feed', 'People'].map((name) => ({ name, href: `/${name}` }));
  const frame = { product: 'Connect', home: '/', sections, footer: 'Times are UTC.' };
  const page = framed({ ...frame, title: 'A <b>', current: 'People', content: html`<p>Nobody</p>` });
  expect(page).toContain('<title>A &lt;b&gt; · Connect</title>');
  expect(page).toContain('<a href="/People" aria-current="page">People</a>');
  expect(page).not.toContain('<a href="/Feed" aria-current');
  expect(page.match(/<link rel="stylesheet"[^>]*>/g)).toEqual(['<link rel="stylesheet" href="/assets/style.css">']);
  expect(sharedStyle()).toContain('color-scheme: light dark');
});
