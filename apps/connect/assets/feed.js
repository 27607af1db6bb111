// Brings new rows into the open feed. The server renders them, so there is one place that knows what a row looks like.
const rows = document.getElementById('rows');
const status = document.getElementById('status');
const pause = document.getElementById('pause');
const empty = document.getElementById('empty');
const most = Number(rows.dataset.most);

let isPaused = false;
let waiting = [];

function show(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  rows.prepend(template.content);
  while (rows.children.length > most) rows.lastElementChild.remove();
  empty.textContent = '';
}

function say(text, state) {
  status.textContent = text;
  status.dataset.state = state;
}

const source = new EventSource(rows.dataset.live);
source.addEventListener('open', () => say(isPaused ? 'Paused' : 'Live', isPaused ? 'paused' : 'live'));
source.addEventListener('error', () => say('Connection lost, trying again', 'lost'));
source.addEventListener('outdated', () => location.reload());
source.addEventListener('rows', (message) => {
  const markup = JSON.parse(message.data);
  if (!isPaused) return show(markup);
  waiting.push(markup);
  // Older than the page would show anyway.
  if (waiting.length > most) waiting = waiting.slice(-most);
});

pause.hidden = false;
pause.addEventListener('click', () => {
  isPaused = !isPaused;
  pause.textContent = isPaused ? 'Go on' : 'Pause';
  say(isPaused ? 'Paused' : 'Live', isPaused ? 'paused' : 'live');
  for (const markup of waiting) show(markup);
  waiting = [];
});
