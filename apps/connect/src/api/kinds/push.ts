import type { PushFate } from '../../store/pushes.ts';
import { type PushReport, parsePushReport, parseUninstallReport } from '../bodies/push.ts';
import type { Kind } from './kind.ts';

export function pushKind(platform: 'ios' | 'android', report: PushFate): Kind<PushReport> {
  return {
    name: `${platform} push ${report === 'uninstall_tracker' ? 'uninstalled' : report}`,
    parse: report === 'uninstall_tracker' ? parseUninstallReport : parsePushReport,
    take({ store, environment, at }, items) {
      for (const { item } of items) store.pushes.add(environment, { ...item, platform, report }, at);
    },
    shown: () => ({}),
  };
}
