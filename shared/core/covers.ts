/** The quiet pictures that stand over what the county publishes, each with one motif. */
export const COVERS = ['wheat', 'phone', 'home', 'coin', 'scale', 'medal', 'book', 'flower', 'people'] as const
export type Cover = (typeof COVERS)[number]

/** A plum blossom: five round petals about a light heart. */
function blossom(x: number, y: number, size: number): string {
  const petal = 'M0-5c-8-2-12-10-9-17 3-6 15-6 18 0 3 7-1 15-9 17z'
  const petals = [0, 72, 144, 216, 288].map((turn) => `<path d="${petal}" transform="rotate(${turn})"/>`).join('')
  return `<g transform="translate(${x} ${y}) rotate(12) scale(${size})">${petals}<circle r="6"/><circle r="3" fill="#fff" opacity=".8"/></g>`
}

/** The motif of each cover, flat, on a grid of 100; the second tone is the same ink, thinner. */
export const motifs: Record<Cover, string> = {
  wheat:
    '<path d="M50 104C48 78 48 50 51 24" fill="none" stroke-width="2.800"/><path d="M49 94c8-13 19-18 34-18-7 12-18 18-34 18z" opacity=".55"/><path d="M51 27c-7-7-7-15 0-24 7 9 7 17 0 24zM49 44C38 42 32 35 32 24c11 3 17 10 17 20zM53 44c11-2 17-9 17-20-11 3-17 10-17 20zM48 62c-12-2-18-9-18-21 12 3 18 10 18 21zM53 62c12-2 18-9 18-21-12 3-18 10-18 21zM48 80c-12-2-18-9-18-21 12 3 18 10 18 21zM52 80c12-2 18-9 18-21-12 3-18 10-18 21z"/><path d="M33 25L25 8M69 25l8-17M31 42L20 28M70 42l11-14M51 6V-4" fill="none" stroke-width="1.800" opacity=".75"/>',
  phone:
    '<g transform="translate(-12 0) rotate(10 50 52)"><path fill-rule="evenodd" d="M35 8h30c5 0 8 3 8 8v80c0 5-3 8-8 8H35c-5 0-8-3-8-8V16c0-5 3-8 8-8zM33 20v64h34V20z"/><path d="M33 20h34v64H33z" opacity=".25"/><path d="M43 36.500v19c0 1.700 1.700 2.600 3.100 1.700l14-9.400c1.200-.8 1.200-2.600 0-3.400l-14-9.600c-1.400-.9-3.100 0-3.100 1.700z"/><path d="M41 72h18" fill="none" stroke-width="2.800"/></g><path d="M70 66c0-9 6-13 11-8 5-5 11-1 11 8-1 7-6 11-11 14-5-3-10-7-11-14z" opacity=".5"/><path d="M74 36c0-6 4-8 7-5 3-3 7-1 7 5-1 4-4 7-7 9-3-2-6-5-7-9z" opacity=".75"/>',
  home: '<path d="M15 50h70v54H15z" opacity=".4"/><path d="M2 53c13-5 21-13 27-26h42c6 13 14 21 27 26-5 3-11 4-17 2H19c-6 2-12 1-17-2z"/><path d="M26 25.500h48" fill="none" stroke-width="5"/><path d="M41 104V75c0-2 1-3 3-3h12c2 0 3 1 3 3v29z"/><path d="M22 64h13v14H22zM65 64h13v14H65zM28.500 64v14M22 71h13M71.500 64v14M65 71h13" fill="none" stroke-width="2.400"/>',
  coin: '<path d="M51 56c-2-12-1-20 2-29" fill="none" stroke-width="3"/><path d="M51 38C37 39 27 31 24 16c15-1 25 7 27 22zM53 29c1-14 10-23 26-24 0 15-10 24-26 24z"/><circle cx="50" cy="88" r="35" opacity=".5"/><path d="M50 60.500a27.500 27.500 0 1 1-.1 0zM41 79h18v18H41z" fill="none" stroke-width="3"/><path d="M50 65v7M25.500 86h8M66.500 86h8" fill="none" stroke-width="3" opacity=".6"/>',
  scale:
    '<path d="M50 12v80" fill="none" stroke-width="4"/><path d="M15 28c12 0 23-6 35-6s23 6 35 6" fill="none" stroke-width="4"/><circle cx="50" cy="13" r="5.500"/><path d="M31 98c2-7 9-10 19-10s17 3 19 10z"/><path d="M15 29L4 61h22zM85 29L74 61h22z" fill="none" stroke-width="2.400"/><path d="M1 61h28c-1 9-6 14-14 14S2 70 1 61zM71 61h28c-1 9-6 14-14 14s-13-5-14-14z"/>',
  medal:
    '<path d="M33 56L22 98l16-6 9 11 8-38zM67 56l11 42-16-6-9 11-8-38z" opacity=".5"/><path d="M50 4l8 6 10-1 4 9 9 4-1 10 6 8-6 8 1 10-9 4-4 9-10-1-8 6-8-6-10 1-4-9-9-4 1-10-6-8 6-8-1-10 9-4 4-9 10 1z"/><circle cx="50" cy="40" r="20.500" fill="none" stroke="#fff" stroke-width="2" opacity=".75"/><path d="M50 27.500l3.900 7.900 8.700 1.300-6.300 6.100 1.500 8.700-7.800-4.100-7.800 4.100 1.500-8.700-6.300-6.100 8.700-1.300z" fill="#fff" opacity=".85"/>',
  book: '<path d="M50 36C38 26 22 23 4 26v58c18-3 34 0 46 10z"/><path d="M50 36c12-10 28-13 46-10v58c-18-3-34 0-46 10z" opacity=".5"/><path d="M14 41c9-1 17 0 25 4M14 54c9-1 17 0 25 4M14 67c9-1 17 0 25 4" fill="none" stroke="#fff" stroke-width="2.600" opacity=".7"/><path d="M61 45c8-4 16-5 25-4M61 58c8-4 16-5 25-4M61 71c8-4 16-5 25-4" fill="none" stroke-width="2.600"/>',
  flower: `<path d="M14 106c6-24 20-38 42-46 8-3 12-8 14-18M34 74c-8-4-13-9-15-18M60 58c9 1 16 6 21 16" fill="none" stroke-width="3.200"/>${blossom(70, 33, 1)}<g opacity=".65">${blossom(20, 48, 0.62)}<circle cx="83" cy="78" r="6"/></g>`,
  people:
    '<g opacity=".5"><circle cx="20" cy="48" r="11"/><circle cx="12" cy="37" r="5"/><path d="M-2 106c0-28 6-44 22-44s22 16 22 44z"/><circle cx="82" cy="48" r="11"/><circle cx="90" cy="37" r="5"/><path d="M60 106c0-28 6-44 22-44s22 16 22 44z"/></g><circle cx="50" cy="32" r="15.500"/><circle cx="50" cy="13" r="6.500"/><path d="M20 108c0-38 10-56 30-56s30 18 30 56z"/><path d="M40 54c2 7 5 11 10 15 5-4 8-8 10-15" fill="none" stroke="#fff" stroke-width="2.600" opacity=".75"/>',
}

/** Ground and ink of each cover: quiet enough for dark words over both. */
export const coverColours: Record<Cover, { ground: string; ink: string }> = {
  wheat: { ground: '#f4e6c8', ink: '#d9a441' },
  phone: { ground: '#e0ebe9', ink: '#7da9a4' },
  home: { ground: '#f5e4dc', ink: '#cf9279' },
  coin: { ground: '#f8e5cd', ink: '#dd9a52' },
  scale: { ground: '#e6e9f2', ink: '#8da0c4' },
  medal: { ground: '#f0e5d8', ink: '#b8946c' },
  book: { ground: '#e4eddf', ink: '#88ab7f' },
  flower: { ground: '#f7e2ea', ink: '#d288aa' },
  people: { ground: '#ebe5f1', ink: '#a58dbe' },
}
