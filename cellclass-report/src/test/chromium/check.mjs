// Opens a report in headless Chromium, 1280 and 800 pixels wide, light and dark, and fails if it asks for
// anything from outside, says anything on the console, leaves a picture out, or is wider than the window.
// Optional: no part of the build. Needs Chromium and Node 22, or 20 with --experimental-websocket.
//
//   node cellclass-report/src/test/chromium/check.mjs target/sample-report/report.html [FOLDER FOR SCREENSHOTS]
//
// CHROMIUM names the program, /usr/bin/chromium by default.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [report, screenshots] = process.argv.slice(2);
if (!report) {
  console.error('usage: check.mjs REPORT.html [FOLDER FOR SCREENSHOTS]');
  process.exit(2);
}
const url = pathToFileURL(resolve(report)).href;
const profile = await mkdtemp(join(tmpdir(), 'check-report-'));
const browser = spawn(
  process.env.CHROMIUM ?? '/usr/bin/chromium',
  [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--user-data-dir=${profile}`, '--remote-debugging-port=0',
    'about:blank',
  ],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);
const ended = new Promise((done) => browser.once('exit', done));

/** The address that Chromium prints when it is ready. */
function address() {
  return new Promise((found, failed) => {
    let text = '';
    browser.stderr.on('data', (part) => {
      text += part;
      const match = text.match(/DevTools listening on (ws:\S+)/);
      if (match) found(match[1]);
    });
    browser.once('error', failed);
    browser.once('exit', () => failed(new Error(`Chromium ended:\n${text}`)));
  });
}

/** A connection on which commands have answers and events have listeners. */
async function connect(to) {
  const socket = new WebSocket(to);
  await new Promise((opened, failed) => {
    socket.onopen = opened;
    socket.onerror = failed;
  });
  const waiting = new Map();
  const listeners = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.id) waiting.get(message.id)(message);
    else listeners.forEach((listener) => listener(message));
  };
  return {
    on: (listener) => listeners.push(listener),
    close: () => socket.close(),
    async send(method, params = {}, sessionId = undefined) {
      const id = ++last;
      const answer = new Promise((done) => waiting.set(id, done));
      socket.send(JSON.stringify({ id, method, params, sessionId }));
      const { result, error } = await answer;
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    },
  };
}

/** Opens the page in a tab of its own and returns what is wrong with it. */
async function check(chromium, width, scheme) {
  const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => chromium.send(method, params, sessionId);
  const problems = [];
  let loaded;
  const load = new Promise((done) => (loaded = done));
  chromium.on((event) => {
    if (event.sessionId !== sessionId) return;
    const { method, params } = event;
    if (method === 'Network.requestWillBeSent' && params.request.url.split('#')[0] !== url
        && !params.request.url.startsWith('data:')) problems.push(`asks for ${params.request.url}`);
    if (method === 'Runtime.consoleAPICalled') problems.push(`console: ${JSON.stringify(params.args)}`);
    if (method === 'Runtime.exceptionThrown') problems.push(`exception: ${params.exceptionDetails.text}`);
    if (method === 'Log.entryAdded') problems.push(`log: ${params.entry.text}`);
    if (method === 'Page.loadEventFired') loaded();
  });
  for (const domain of ['Network', 'Runtime', 'Log', 'Page']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await send('Page.navigate', { url });
  await load;
  const { result } = await send('Runtime.evaluate', {
    returnByValue: true,
    expression: `({
      wide: document.documentElement.scrollWidth,
      high: document.documentElement.scrollHeight,
      pictures: document.images.length,
      missing: [...document.images].filter((i) => !i.complete || i.naturalWidth === 0).map((i) => i.alt),
      cut: [...document.querySelectorAll('.paper, .scroll')].filter((b) => b.scrollWidth > b.clientWidth).length,
    })`,
  });
  const page = result.value;
  page.missing.forEach((alt) => problems.push(`no picture: ${alt}`));
  if (page.wide > width) problems.push(`${page.wide} pixels wide in a window of ${width}`);
  if (screenshots) {
    const clip = { x: 0, y: 0, width, height: page.high, scale: 1 };
    const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true, clip });
    await mkdir(screenshots, { recursive: true });
    await writeFile(join(screenshots, `report-${width}-${scheme}.png`), Buffer.from(data, 'base64'));
  }
  console.log(`${width} ${scheme}: ${page.pictures} pictures, ${page.high} pixels high,`
    + ` ${page.cut} boxes that scroll, ${problems.length} problems`);
  problems.forEach((problem) => console.log(`  ${problem}`));
  return problems.length;
}

let problems = 0;
try {
  const chromium = await connect(await address());
  for (const width of [1280, 800]) {
    for (const scheme of ['light', 'dark']) problems += await check(chromium, width, scheme);
  }
  chromium.close();
} finally {
  browser.kill();
  await ended;
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit(problems === 0 ? 0 : 1);
