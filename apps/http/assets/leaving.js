// biome-ignore-all lint/complexity/useArrowFunction: old browsers that can read analytics.js must be able to read this
// biome-ignore-all lint/suspicious/noVar: the same
// biome-ignore-all lint/complexity/useOptionalChain: the same

// Stands before analytics.js in the script that pages load. analytics.js gives a call to its sender by a timer, after all
// middleware; a page that went before the timer fired lost the call, as nothing had kept it. Such calls are given to the sender
// while the page goes. A call that goes both ways has one messageId, so it counts once.
(function () {
  var marked = document.querySelector('script[data-global-segment-analytics-key]');
  var name = (marked && marked.dataset.globalSegmentAnalyticsKey) || 'analytics';
  window[name] = window[name] || [];
  // Loaded a second time.
  if (!Array.isArray(window[name])) return;

  function watch(queue) {
    var sender = ofName(queue.plugins, 'Segment.io');
    if (!sender) return;
    var made = new Set();
    var isLeaving = false;

    ['track', 'identify', 'page', 'screen', 'group', 'alias'].forEach(function (type) {
      var send = sender[type];
      sender[type] = function (call) {
        made.delete(call);
        return send.call(sender, call);
      };
    });
    function give(call) {
      sender[call.event.type](call);
    }

    // Middleware may drop a call or take things out of it, so it is not touched before the last one had it.
    queue.on('message_enriched', function (call, plugin) {
      if (plugin !== lastOf(queue.plugins) || (call.event.integrations || {})['Segment.io'] === false) return;
      if (isLeaving) give(call);
      else made.add(call);
    });
    // Before what analytics.js does then: it sends, or keeps for the next visit, all that its sender has.
    window.addEventListener(
      'pagehide',
      function () {
        isLeaving = true;
        made.forEach(give);
      },
      true,
    );
    // A browser in a hurry says no more than this.
    document.addEventListener(
      'visibilitychange',
      function () {
        if (document.visibilityState === 'hidden') made.forEach(give);
      },
      true,
    );
    window.addEventListener('pageshow', function () {
      isLeaving = false;
    });
  }

  function ofName(plugins, name) {
    return plugins.filter(function (plugin) {
      return plugin.name === name;
    })[0];
  }

  /** The last plugin that a call goes through before it is sent. */
  function lastOf(plugins) {
    function of(type) {
      return plugins.filter(function (plugin) {
        return plugin.type === type;
      });
    }
    return of('before').concat(of('enrichment')).pop();
  }

  window[name].push([
    'register',
    {
      name: 'Leaving',
      type: 'utility',
      version: '1.0.0',
      isLoaded: function () {
        return true;
      },
      load: function (_, analytics) {
        watch(analytics.queue);
        return Promise.resolve();
      },
    },
  ]);
})();
