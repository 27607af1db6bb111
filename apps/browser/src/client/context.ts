/** What analytics.js tells about the page with every call, as far as mappings look at it. */
export function pageContext(version: string): object {
  const { href, pathname, search } = location;
  return {
    library: { name: 'crosswalk-browser', version },
    page: { url: href, path: pathname, search, title: document.title, referrer: document.referrer },
    locale: navigator.language,
    userAgent: navigator.userAgent,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
