/**
 * What a client is told. Clients read the status alone: 2xx acknowledges the whole batch, any 4xx but 408, 410, 429 and 460
 * makes them delete it, so 4xx is only for what no repetition can mend.
 */
export type Answer =
  | { readonly status: 200 }
  | { readonly status: 400 | 401 | 404 | 413; readonly message: string }
  | { readonly status: 429; readonly message: string; readonly retryAfterSeconds: number }
  | { readonly status: 503; readonly message: string };

export const taken: Answer = { status: 200 };
export const unknownKey: Answer = { status: 401, message: 'This write key belongs to no source' };
export const notJson: Answer = { status: 400, message: 'The body is not JSON' };
export const notGzip: Answer = { status: 400, message: 'The body is not gzip, though it begins as such' };
export const tooLarge: Answer = { status: 413, message: 'The body is larger than 4 MB' };
export const inDoubt: Answer = { status: 503, message: 'Calls cannot be stored now; please send them again' };
export const stopping: Answer = { status: 503, message: 'The server is stopping; please send them again' };
export const notFound: Answer = {
  status: 404,
  message: 'There is nothing at this path; /openapi.json tells what there is',
};
export const notServed: Answer = { status: 404, message: 'There is no source with this write key, or no such script' };
export const busy = (retryAfterSeconds: number): Answer => ({
  status: 429,
  message: 'Too many calls wait to be delivered; please send them later',
  retryAfterSeconds,
});
export const tooFast = (retryAfterSeconds: number): Answer => ({
  status: 429,
  message: 'This source sends faster than it may; please send them later',
  retryAfterSeconds,
});
