// Days as numbers since 1970-01-01, in the proleptic Gregorian calendar and without time zones.

const kDay = 86400000;
const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function to_day(iso: string | null | undefined): number | null {
  const match = iso ? /^(-?\d{4,6})-(\d\d)-(\d\d)/.exec(iso) : null;
  if (!match) return null;
  const time = utc(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isFinite(time) ? time / kDay : null;
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, month, day));
  return date.setUTCFullYear(year, month, day);
}

export function parts(day: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(day * kDay);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

export function to_iso(day: number): string {
  const { year, month, day: of_month } = parts(Math.round(day));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(of_month)}`;
}

export function from_parts(year: number, month: number, day: number): number {
  return utc(year, month, day) / kDay;
}

export function day_text(day: number): string {
  const { year, month, day: of_month } = parts(Math.round(day));
  return `${of_month} ${kMonths[month]} ${year}`;
}

export function month_text(day: number): string {
  const { year, month } = parts(Math.round(day));
  return `${kMonths[month]} ${year}`;
}

export function iso_text(iso: string | null | undefined): string {
  const day = to_day(iso);
  return day === null ? '' : day_text(day);
}

// A day as somebody types it, to the first or the last day it may stand for: "2016", "2016-12", "2016-12-08".
export function typed_day(text: string, last: boolean): string | null {
  const match = /^\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) - 1 : last ? 11 : 0;
  const day = match[3] ? Number(match[3]) : last ? parts(from_parts(year, month + 1, 0)).day : 1;
  const read = from_parts(year, month, day);
  return parts(read).month === month && parts(read).day === day ? to_iso(read) : null;
}

// "12 Jun 2000", "12–14 Jun 2000", "30 Sep 2015 – 20 Jan 2017"; "" where neither end is known.
export function span_text(from: number | null, to: number | null): string {
  if (from === null && to === null) return '';
  if (from === null) return `until ${day_text(to ?? 0)}`;
  if (to === null) return `since ${day_text(from)}`;
  if (from === to) return day_text(from);
  const a = parts(from);
  const b = parts(to);
  if (a.year === b.year && a.month === b.month) return `${a.day}–${b.day} ${kMonths[a.month]} ${a.year}`;
  if (a.year === b.year) return `${a.day} ${kMonths[a.month]} – ${b.day} ${kMonths[b.month]} ${a.year}`;
  return `${day_text(from)} – ${day_text(to)}`;
}

export interface Tick {
  day: number;
  label: string;
  major: boolean;
}

interface Step {
  days: number; // about how long one is
  next: (day: number) => number;
  floor: (day: number) => number;
  label: (day: number) => string;
  major: (day: number) => boolean;
}

const by_years = (count: number): Step => ({
  days: 365.25 * count,
  floor: (day) => from_parts(Math.floor(parts(day).year / count) * count, 0, 1),
  next: (day) => from_parts(parts(day).year + count, 0, 1),
  label: (day) => String(parts(day).year),
  major: (day) => parts(day).year % (count * 5) === 0,
});
const by_months = (count: number): Step => ({
  days: 30.44 * count,
  floor: (day) => from_parts(parts(day).year, Math.floor(parts(day).month / count) * count, 1),
  next: (day) => from_parts(parts(day).year, parts(day).month + count, 1),
  label: (day) => (parts(day).month === 0 ? String(parts(day).year) : (kMonths[parts(day).month] ?? '')),
  major: (day) => parts(day).month === 0,
});
const by_days = (count: number): Step => ({
  days: count,
  floor: (day) => Math.floor(day / count) * count,
  next: (day) => day + count,
  label: (day) => (parts(day).day <= count && count > 1 ? day_text(day) : `${parts(day).day} ${kMonths[parts(day).month]}`),
  major: (day) => parts(day).day === 1,
});
const kSteps = [by_days(1), by_days(2), by_days(7), by_months(1), by_months(3), by_months(6), by_years(1), by_years(2),
  by_years(5), by_years(10), by_years(25), by_years(50), by_years(100), by_years(500)];

// Ticks over [from, to] that stand at least `gap` apart where one day is `scale` wide.
export function ticks(from: number, to: number, scale: number, gap: number): Tick[] {
  const step = kSteps.find((candidate) => candidate.days * scale >= gap) ?? kSteps[kSteps.length - 1];
  const result: Tick[] = [];
  if (!step || !(to >= from)) return result;
  for (let day = step.floor(from); day <= to && result.length < 400; day = step.next(day)) {
    if (day >= from) result.push({ day, label: step.label(day), major: step.major(day) });
  }
  return result;
}
