import { CAST, type CastMember } from '../cast.js';
import { html, type Html } from '../html.js';
import { classOf, type Parts } from './draw-parts.js';

/** The whole page as it stands now, so that it can be read before any script has run. */
export function drawPage({ parts, lists }: Parts): string {
  const part = (id: string): Html =>
    html`<div class="part part-${id.split('-')[0]}" data-part="${id}">${parts.get(id)}</div>`;
  const column = ({ name, shownName }: CastMember): Html =>
    html`<section class="column" data-column="${name}" aria-labelledby="name-${name}">
      <span class="unread" data-unread="${name}" hidden></span>
      ${part(`head-${name}`)}
      <ol class="items" data-list="${name}" tabindex="0" aria-label="Messages of ${shownName}">
        ${(lists.get(name) ?? []).map((item) => html`<li id="${item.id}" class="${classOf(item)}">${item.html}</li>`)}
      </ol>
      ${part(`form-${name}`)} ${composer(name, shownName)}
    </section>`;
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Handover: local workspace</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page.css" />
        <link rel="stylesheet" href="/messages.css" />
        <link rel="stylesheet" href="/cards.css" />
        <script defer src="/adaptivecards.min.js"></script>
        <script type="module" src="/page.js"></script>
      </head>
      <body>
        <header class="top">
          <h1><span class="mark" aria-hidden="true">⇄</span> Handover <small>local workspace</small></h1>
          ${part('clock')}
          <div class="tools">
            <button type="button" class="tool" data-opens="weather" aria-expanded="false" aria-controls="weather">
              Weather
            </button>
            <button type="button" class="tool" data-opens="journal" aria-expanded="false" aria-controls="journal">
              Journal
            </button>
          </div>
        </header>
        <section aria-label="First steps">${part('hint')}</section>
        <nav class="tabs" aria-label="People">${CAST.map(tab)}</nav>
        <div class="stage">
          <main class="columns">${CAST.map(column)}</main>
          ${drawer('weather', 'Weather', part('weather'))} ${drawer('journal', 'Journal', part('journal'))}
        </div>
        <p class="toast" role="status" hidden></p>
        <p class="unseen" role="status" data-announcer></p>
      </body>
    </html>`.html
  }`;
}

const tab = ({ name, shownName }: CastMember): Html =>
  html`<button type="button" class="tab" data-tab="${name}">
    ${shownName}<span class="unread" data-unread="${name}" hidden></span>
  </button>`;

const composer = (name: string, shownName: string): Html =>
  html`<form class="composer" data-composer="${name}">
    <p class="in-thread" data-thread-of="${name}" hidden>
      In the thread <button type="button" class="link" data-leave-thread="${name}">Leave it</button>
    </p>
    <label class="unseen" for="say-${name}">Message from ${shownName} to Handover</label>
    <textarea id="say-${name}" name="text" rows="1" autocomplete="off" placeholder="Message Handover"></textarea>
    <button type="submit" class="send" aria-label="Send as ${shownName}"><span aria-hidden="true">➤</span></button>
  </form>`;

const drawer = (id: string, title: string, content: Html): Html =>
  html`<aside class="drawer" id="${id}" aria-labelledby="${id}-title" hidden>
    <header class="drawer-head">
      <h2 id="${id}-title">${title}</h2>
      <button type="button" class="link" data-closes="${id}">Close</button>
    </header>
    ${content}
  </aside>`;
