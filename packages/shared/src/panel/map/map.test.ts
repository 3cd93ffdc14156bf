import { describe, expect, it } from 'vitest';
import type { FlowQuestions, MapFlow, WorkspaceMap } from '../../api/map.ts';
import { graphOf } from './graph.ts';
import { type Box, layOut } from './layout.ts';
import { mapMarkdown } from './markdown.ts';
import { questionWords } from './question-words.ts';
import { mapSvg } from './svg.ts';

const t = (english: string) => english;

function flow(id: string, name: string, more: Partial<MapFlow> = {}): MapFlow {
  const fields = [
    { target: '/email', label: 'E-mail', from: ['/subject/email'], fixed: false },
    { target: '/stage', label: 'Stage', from: [], fixed: true },
  ];
  return {
    id,
    name,
    owner: 'ana@bloom.example',
    mode: 'live',
    trigger: { types: ['form.submitted'], sources: ['src_1'] },
    conditional: false,
    steps: [{ key: 'contact', connectionId: 'con_1', title: 'Create or update a contact', after: null, conditional: false, fields }],
    ...more,
  };
}

function mapOf(flows: MapFlow[], more: Partial<WorkspaceMap> = {}): WorkspaceMap {
  const leaving = { stays: 'Contacts stay.', export: 'Contacts → Export.', revoke: 'Delete the key.', url: 'https://hubspot.example' };
  return {
    name: 'Bloom & Co',
    madeAt: '2026-11-21T12:00:00.000Z',
    sources: [{ id: 'src_1', name: 'bloom.example', kind: 'wordpress', revoked: false, lastEventAt: null }],
    flows,
    connections: [{ id: 'con_1', name: 'Our HubSpot', destination: 'HubSpot', owner: null, account: 'Bloom 123', hold: null, leaving }],
    conflicts: [],
    findings: [],
    ...more,
  };
}

describe('the picture', () => {
  const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  it('lays out 200 flows over 20 sources and 12 destinations without overlaps, all inside, each line from box to box', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
    const [first] = mapOf([]).connections;
    const map = mapOf(
      ids(200).map((id) =>
        flow(id, `A flow with a rather long name, number ${id}, and more of it`, {
          trigger: { types: ['form.submitted'], ...(Number(id) % 9 === 0 ? {} : { sources: [`src_${Number(id) % 20}`] }) },
          steps: [0, 1].map((step) => ({
            key: `s${step}`,
            connectionId: `con_${(Number(id) * (step + 1)) % 12}`,
            title: 'x',
            after: null,
            conditional: false,
            fields: [],
          })),
        }),
      ),
      {
        sources: ids(20).map((id) => ({
          id: `src_${id}`,
          name: `site-${id}.example`,
          kind: 'wordpress',
          revoked: false,
          lastEventAt: null,
        })),
        connections: ids(12).flatMap((id) => (first === undefined ? [] : [{ ...first, id: `con_${id}`, name: `Account ${id}` }])),
      },
    );
    const { boxes, lines, width, height } = layOut(graphOf(map, t));
    expect(boxes).toHaveLength(1 + 20 + 200 + 12);
    for (const [index, box] of boxes.entries()) {
      expect(
        boxes
          .slice(index + 1)
          .filter((other) => overlap(box, other))
          .map(({ key }) => key),
      ).toEqual([]);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
    }
    expect(lines.length).toBeGreaterThan(400);
    expect(lines.every(({ path }) => /^M\d+ \d+C[\d. -]+$/.test(path))).toBe(true);
  });

  it('puts what belongs together side by side', () => {
    const map = mapOf(
      [
        flow('a', 'A', { trigger: { types: ['x'], sources: ['src_2'] } }),
        flow('b', 'B', { trigger: { types: ['x'], sources: ['src_1'] } }),
      ],
      { sources: ['1', '2'].map((id) => ({ id: `src_${id}`, name: id, kind: 'webhook', revoked: false, lastEventAt: null })) },
    );
    const { boxes } = layOut(graphOf(map, t));
    const order = (column: string) =>
      boxes
        .filter((box) => box.column === column)
        .toSorted((a, b) => a.y - b.y)
        .map(({ id }) => id);
    const [sources, flows] = [order('source'), order('flow')];
    expect(sources.indexOf('src_2') < sources.indexOf('src_1')).toBe(flows.indexOf('a') < flows.indexOf('b'));
  });

  it('takes names as text: no markup, no script, nothing XML does not know', () => {
    const svg = mapSvg(mapOf([flow('a', '<script>alert("1")</script>\u0000\ud800 & Co')]), { t, href: () => 'x"onload="y' });
    for (const bad of ['<script', 'onload="', '\u0000', '\ud800']) expect(svg).not.toContain(bad);
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Co');
  });

  it('says what it is to who cannot see it, and each box its whole name', () => {
    const long = 'Newsletter sign-ups of the spring fair in Stuttgart, Munich, Vienna and Zürich to the customer list of the agency';
    const svg = mapSvg(mapOf([flow('a', long)]), { t });
    expect(svg).toMatch(/role="img" aria-labelledby="handoff-map-title handoff-map-desc"/);
    expect(svg).toContain('<title id="handoff-map-title">Map of Bloom &amp; Co</title>');
    expect(svg).toContain(`<title>${long}, Live · Owner: ana@bloom.example</title>`);
    expect(svg).toMatch(/class="handoff-map-name"[^>]*>[^<]*…<\/text>/);
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(mapSvg(mapOf([]), { t, colours: 'light' })).not.toContain('prefers-color-scheme');
  });

  it('shows what is elsewhere or gone', () => {
    const { nodes, edges } = graphOf(
      mapOf([flow('a', 'A', { trigger: { types: ['x'], sources: ['src_other'] } }), flow('b', 'B', { trigger: { types: ['x'] } })], {
        connections: [],
      }),
      t,
    );
    expect(nodes.map(({ name }) => name)).toEqual([
      'bloom.example',
      'Another site of this workspace',
      'A',
      'B',
      'A connection that is gone',
    ]);
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'source:elsewhere flow:a',
      'flow:a connection:gone',
      'source:src_1 flow:b',
      'flow:b connection:gone',
    ]);
  });
});

describe('the document', () => {
  it('has a part for each thing there is, in one order', () => {
    const text = mapMarkdown(
      mapOf([flow('a', 'Contact form')], {
        conflicts: [
          {
            kind: 'fixed',
            connectionIds: ['con_1'],
            record: 'contact',
            target: '/stage',
            label: 'Stage',
            writers: [
              { flowId: 'a', name: 'Contact form', fixed: true },
              { flowId: 'b', name: 'Orders', fixed: true },
            ],
          },
        ],
        findings: [{ kind: 'unowned_connection', id: 'con_1', name: 'Our HubSpot' }],
      }),
      t,
    );
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Map of Bloom &amp; Co',
      '## What needs a look',
      '## Sources',
      '## Flows',
      '### Contact form',
      '## Destinations',
      '## How to leave',
      '### HubSpot',
    ]);
    expect(text).toContain('- **Stage (contact at Our HubSpot)**: “Contact form” and “Orders” each write a value of their own');
    expect(text).toContain('- Nobody owns the connection “Our HubSpot”');
    expect(text).toContain('1. Our HubSpot: Create or update a contact');
    expect(text).toContain('| E-mail | Person’s e-mail |\n| Stage | a fixed value |');
    expect(text).toContain('| Our HubSpot | HubSpot | Bloom 123 | No owner |');
    expect(text).toContain('- How to end the access: Delete the key.\n- <https://hubspot.example>');
  });

  it('takes names as text', () => {
    const text = mapMarkdown(mapOf([flow('a', '# <script>\n[x](javascript:1) | *b*')]), t);
    expect(text).toContain('### \\# &lt;script&gt; \\[x\\](javascript:1) \\| \\*b\\*');
  });
});

describe('the five questions', () => {
  const known: FlowQuestions = {
    owner: null,
    access: [
      { connectionId: 'con_1', name: 'HubSpot', account: 'Bloom', operations: ['Create a contact'], scopes: ['write'], missing: ['write'] },
    ],
    down: { sources: 'keep', retryHours: 76, connections: [{ name: 'Slack', unknown: 'ask' }] },
    direction: { sources: ['bloom.example'], elsewhere: 1, to: ['HubSpot', 'Slack'], looksUp: ['HubSpot'] },
    fields: [{ name: 'HubSpot', fromEvent: ['E-mail'], fixed: ['Stage'] }],
    conflicts: [],
    removal: { types: ['order.paid'], connections: [{ name: 'HubSpot', stays: 'Contacts stay.', last: true }] },
  };

  it('are always five, each with an answer', () => {
    const answered = questionWords(known, t);
    expect(answered.map(({ question }) => question)).toEqual([
      'What access does it have?',
      'What happens when a side is down?',
      'Which way does data go?',
      'Which system owns each field?',
      'What breaks when it is removed?',
    ]);
    const bare = { ...known, access: [], fields: [], down: { ...known.down, connections: [] }, removal: { types: [], connections: [] } };
    for (const { answers } of [...answered, ...questionWords(bare, t)]) expect(answers.length).toBeGreaterThan(0);
  });

  it('say in plain words what is known', () => {
    const [access, down, direction, fields, removal] = questionWords(known, t);
    expect(access?.answers[0]).toBe('At HubSpot (Bloom) it may do this: Create a contact.');
    expect(access?.warnings).toEqual(['HubSpot did not grant: write. Sign in there again, or these steps fail.']);
    expect(down?.answers.at(-1)).toBe('If it is not clear whether something arrived at Slack, it is not sent again by itself: you decide.');
    expect(direction?.answers[0]).toBe(
      'One way: from bloom.example and another site of this workspace to HubSpot and Slack. Nothing comes back from there.',
    );
    expect(fields?.answers[1]).toBe('At HubSpot, this flow decides: Stage. Each event writes over what is there.');
    expect(removal?.answers).toContain('No other flow takes these: Order paid. They would go nowhere.');
  });
});
