// A dozen line drawings on a grid of 16.

const kPaths = {
  close: 'M3.5 3.5l9 9m0-9l-9 9',
  search: 'M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zm3.4-1.1l3.6 3.6',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  sun: 'M8 11a3 3 0 100-6 3 3 0 000 6zM8 1.5v1.4m0 10.2v1.4M1.5 8h1.4m10.2 0h1.4M3.4 3.4l1 1m7.2 7.2l1 1m0-9.2l-1 1m-7.2 7.2l-1 1',
  moon: 'M13 9.6A5.6 5.6 0 016.4 3 5.6 5.6 0 108 13.6a5.6 5.6 0 005-4z',
  auto: 'M8 2a6 6 0 100 12A6 6 0 008 2zm0 0v12',
  help: 'M6 6a2 2 0 114 .2c0 1.4-2 1.6-2 3.1m0 2.2v.4',
  pen: 'M3 13l.7-3L11 2.7l2.3 2.3L6 12.3 3 13zm6.6-8.9l2.3 2.3',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  whole: 'M2 5.5V2h3.5M10.500 2H14v3.5M14 10.500V14h-3.500M5.500 14H2v-3.500',
  back: 'M9.500 3.500L5 8l4.500 4.500',
  next: 'M6.500 3.500L11 8l-4.500 4.500',
  play: 'M5 3.200v9.600L12.500 8z',
  pause: 'M5.500 3.500v9m5-9v9',
  link: 'M6.500 9.500a2.800 2.800 0 004 0l2.300-2.300a2.800 2.800 0 00-4-4l-.9.9M9.500 6.500a2.800 2.800 0 00-4 0L3.200 8.800a2.800 2.800 0 004 4l.9-.9',
  down: 'M3.500 6L8 10.500 12.500 6',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
} as const;

export function Icon({ name }: { name: keyof typeof kPaths }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={kPaths[name]} />
    </svg>
  );
}
