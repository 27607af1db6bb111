/** Headers of every answer: what is served here is taken for nothing but what it says it is, and is shown in no page. */
export const strictHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // Pages of every site load the script, the settings and the pictures: that is what they are for.
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};
