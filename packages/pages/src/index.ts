export { type Framed, framed, type Section } from './frame.ts';
export { isLoopback, isToLoopback, pageHeaders, senderOf } from './guard.ts';
export { Html, href, html, number } from './html.ts';
export { sharedStyle } from './style.ts';
export { exactMoment, moment, timeOfDay } from './times.ts';
