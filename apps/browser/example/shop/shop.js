const { connect } = window;
const log = document.querySelector('#log');

connect.on((heard) => {
  const line = document.createElement('li');
  if (heard.type === 'call') {
    const { type, event, name = heard.call.userId } = heard.call;
    line.textContent = `${type} ${event ?? name}: ${heard.outcome.status}`;
  } else
    line.textContent = `${heard.calls} ${heard.calls === 1 ? 'request' : 'requests'} ${heard.type}${heard.why ? ` (${heard.why})` : ''}`;
  log.append(line);
});

connect.page('Shop');

document.querySelector('#who').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = new FormData(event.target).get('name');
  connect.identify(name.toLowerCase().replaceAll(' ', '.'), { name });
});
for (const button of document.querySelectorAll('[data-event]')) {
  button.addEventListener('click', () => connect.track(button.dataset.event, { product: 'stapler', price: 12.5 }));
}
document.querySelector('#out').addEventListener('click', () => connect.reset());
