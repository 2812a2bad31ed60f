import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { TooltipProvider } from '../ui';
import { Bars, CircuitDrawing, Cumulative, Distribution, Fan, Intervals, Lines, Sparkline, Tornado } from '.';
import { readDrawing } from './drawing';
import { nearest } from './Reader';

const format = (value: number) => `${Math.round(value)} €`;
const common = { format, formatTick: format, unit: '€' };
const bins = [
  { from: 0, to: 10, probability: 0.25 },
  { from: 10, to: 20, probability: 0.75 },
];

function show(plot: React.ReactNode) {
  return render(<TooltipProvider>{plot}</TooltipProvider>);
}

/** Every number in the geometry of a picture. */
function geometry(container: HTMLElement): string {
  return [...container.querySelectorAll('svg *')].flatMap((element) => [...element.attributes].filter(({ name }) => name !== 'class').map(({ value }) => value)).join(' ');
}

describe('the frame of a plot', () => {
  it('is a figure with its title and sentence', () => {
    show(<Distribution title="What closes" description="Each step is a stretch." bins={bins} {...common} />);
    const figure = screen.getByRole('figure', { name: 'What closes' });
    expect(figure.getAttribute('aria-describedby')).toBeTruthy();
    expect(within(figure).getByText('Each step is a stretch.')).toBeTruthy();
  });

  it('shows the same as a table, and the picture again', async () => {
    const user = userEvent.setup();
    show(<Distribution title="What closes" bins={bins} {...common} />);
    await user.click(screen.getByRole('button', { name: 'Show What closes as a table' }));
    const rows = screen.getAllByRole('row').map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
    expect(rows.slice(1)).toEqual([['0 €', '10 €', '25%'], ['10 €', '20 €', '75%']]);
    expect(screen.queryByRole('slider')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show What closes as a picture' }));
    expect(screen.getByRole('slider', { name: 'Read off What closes' })).toBeTruthy();
  });

  it('is read off with the keys, one mark after the other', async () => {
    const user = userEvent.setup();
    show(<Distribution title="What closes" bins={bins} {...common} />);
    const reader = screen.getByRole('slider');
    reader.focus();
    expect(reader.getAttribute('aria-valuemax')).toBe('2');
    await user.keyboard('{ArrowRight}');
    expect(reader.getAttribute('aria-valuetext')).toBe('10 € to 20 €, Probability 75%');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(reader.getAttribute('aria-valuenow')).toBe('2');
    await user.keyboard('{Home}');
    expect(reader.getAttribute('aria-valuetext')).toBe('0 € to 10 €, Probability 25%');
    expect(document.querySelector('dd')?.textContent).toBe('25%');
    await user.keyboard('{Escape}');
    expect(document.querySelector('dd')).toBeNull();
  });

  it('finds the mark nearest to the pointer', () => {
    const marks = [10, 40, 90].map((x) => ({ x, y: 100 - x, title: '', rows: [] }));
    expect([nearest(marks, 'x', -5), nearest(marks, 'x', 30), nearest(marks, 'y', 0)]).toEqual([0, 1, 2]);
  });
});

describe('lines', () => {
  it('shade the stretches they are given, however short', () => {
    const points = [0, 5, 10].map((x) => ({ x, y: x }));
    const stretches = [{ from: 2, to: 8, label: 'Stress' }, { from: 9, to: 9, label: 'Stress' }];
    const { container } = show(<Lines title="Along" series={[{ name: 'a', points }]} x={{ name: 'x' }} y={{ name: 'y' }} stretches={stretches} />);
    const [long, short] = [...container.querySelectorAll('.stretch rect')].map((rect) => Number(rect.getAttribute('width')));
    expect(long).toBeGreaterThan(short!);
    expect(short).toBe(3);
  });
});

describe('every plot', () => {
  const nothing: Record<string, React.ReactNode> = {
    distribution: <Distribution title="Empty" bins={[]} {...common} />,
    cumulative: <Cumulative title="Empty" points={[]} {...common} />,
    fan: <Fan title="Empty" points={[]} {...common} />,
    intervals: <Intervals title="Empty" estimates={[]} {...common} />,
    tornado: <Tornado title="Empty" sensitivities={[]} base={{ value: 1, label: 'now' }} {...common} />,
    lines: <Lines title="Empty" series={[{ name: 'a', points: [{ x: 1, y: null }] }]} x={{ name: 'x' }} y={{ name: 'y' }} />,
  };

  it.each(Object.entries(nothing))('says so when there is nothing to draw: %s', (_name, plot) => {
    show(plot);
    expect(screen.getByText('Nothing to draw yet')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  const odd = [Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, 0, 5];
  const strange: Record<string, React.ReactNode> = {
    'a single bin': <Distribution title="Odd" bins={[{ from: 5, to: 6, probability: 1 }]} target={{ value: 1e12, label: 'far' }} {...common} />,
    'bins that are none': <Distribution title="Odd" bins={odd.map((value) => ({ from: value, to: value, probability: value })).concat(bins)} {...common} />,
    'one value over and over': <Cumulative title="Odd" points={[5, 5, 5].map((value) => ({ value, chance: 0.5 }))} {...common} />,
    'one moment': <Fan title="Odd" points={[{ at: 0, p10: 1, p50: 1, p90: 1 }]} past={[{ at: 0, value: 1 }]} {...common} />,
    'huge moments': <Fan title="Odd" points={odd.map((value, index) => ({ at: index * 1e9, p10: value, p50: value, p90: value }))} {...common} />,
    'estimates alike': <Intervals title="Odd" estimates={[{ name: 'a', value: 1, low: 1, high: 1 }, { name: 'b', value: Number.NaN, low: null, high: null }]} {...common} />,
    'no swing': <Tornado title="Odd" sensitivities={[{ name: 'a', low: 3, high: 3 }]} base={{ value: 3, label: 'now' }} {...common} />,
    'a swing without a base': <Tornado title="Odd" sensitivities={[{ name: 'a', low: 3, high: 5 }]} {...common} />,
    'a line of odd values': <Lines title="Odd" series={[{ name: 'a', points: odd.map((y, x) => ({ x, y })) }]} x={{ name: 'x' }} y={{ name: 'y' }} />,
    'logarithms of nothing': <Lines title="Odd" series={[{ name: 'a', shape: 'both', points: odd.map((y) => ({ x: y, y })) }]} x={{ name: 'x', kind: 'log' }} y={{ name: 'y', kind: 'log' }} />,
  };

  it.each(Object.entries(strange))('draws finite pictures of %s', (_name, plot) => {
    const { container } = show(plot);
    expect(geometry(container)).not.toMatch(/NaN|Infinity|undefined/);
    expect(container.querySelector('svg[viewBox]')).toBeTruthy();
  });
});

describe('what plots say', () => {
  it('puts the variable that matters most on top', async () => {
    const user = userEvent.setup();
    show(<Tornado title="Levers" sensitivities={[{ name: 'small', low: 4, high: 6 }, { name: 'large', low: 9, high: 1 }]} base={{ value: 5, label: 'now' }} {...common} />);
    await user.click(screen.getByRole('button'));
    expect(screen.getAllByRole('row').slice(1).map((row) => row.firstChild?.textContent)).toEqual(['large', 'small']);
  });

  it('calls an estimate without an interval exact', async () => {
    const user = userEvent.setup();
    show(<Intervals title="Methods" estimates={[{ name: 'Convolution', value: 7, low: null, high: null }]} {...common} />);
    await user.click(screen.getByRole('button'));
    expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['Convolution', '7 €', 'exact', 'exact']);
  });

  it('names each of several lines in table and picture', async () => {
    const user = userEvent.setup();
    show(<Lines title="Two" series={['a', 'b'].map((name, index) => ({ name, points: [{ x: 0, y: index }, { x: 1, y: 2 }] }))} x={{ name: 'x' }} y={{ name: 'y' }} />);
    expect(screen.getByText('a')).toBeTruthy();
    await user.click(screen.getByRole('button'));
    expect(screen.getAllByRole('row')).toHaveLength(5);
  });

  it('draws bars as long as their values, within a table', () => {
    const { container } = show(<Bars label="Deals" columns={['Deal', 'Effect']} rows={[{ key: '1', name: 'A', value: 40, cells: ['40'] }, { key: '2', name: 'B', value: -10, cells: ['-10'] }, { key: '3', name: 'C', value: null, cells: ['–'] }]} />);
    expect([...container.querySelectorAll<HTMLElement>('[style]')].map((bar) => bar.style.width)).toEqual(['100%', '25%']);
    expect(screen.getByRole('table', { name: 'Deals' })).toBeTruthy();
  });

  it('draws a line the size of a word, also through gaps', () => {
    const { container } = render(<Sparkline values={[1, null, Number.NaN, 4]} label="rising" />);
    expect(screen.getByRole('img', { name: 'rising' })).toBeTruthy();
    expect(geometry(container)).not.toContain('NaN');
  });
});

describe('a drawing of the core', () => {
  const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" width="10" height="10" onload="alert(1)">
    <script>alert(1)</script><style>*{}</style><foreignObject><b>x</b></foreignObject><image href="http://example.com/a.png"/>
    <a xlink:href="javascript:alert(1)"><text>link</text></a>
    <rect x="1" y="2" width="3" height="4" fill="url(http://example.com)" onclick="alert(1)" style="fill:red"/>
    <circle cx="1" cy="1" r="2" fill="Canvas"/><text x="1" y="1" fill="currentColor">q0 &lt;</text></svg>`;

  it('keeps what draws and nothing that acts', () => {
    const drawing = readDrawing(hostile)!;
    expect(drawing.children.filter((child) => typeof child !== 'string').map(({ tag }) => tag)).toEqual(['rect', 'circle', 'text']);
    expect(JSON.stringify(drawing)).not.toMatch(/script|alert|example\.com|javascript|onload|onclick|style/);
    expect(JSON.stringify(drawing)).toContain('var(--surface)');
  });

  it('is shown in the page as a picture with a name', () => {
    const { container } = render(<CircuitDrawing svg={hostile} label="Circuit" />);
    expect(screen.getByRole('img', { name: 'Circuit' })).toBeTruthy();
    expect(container.querySelector('text')?.textContent).toBe('q0 <');
  });

  it('that is no drawing is refused in words', () => {
    render(<CircuitDrawing svg="<svg><unclosed" label="Circuit" />);
    expect(screen.getByText('This drawing cannot be shown.')).toBeTruthy();
  });
});
