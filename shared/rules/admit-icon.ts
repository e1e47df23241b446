/** SVG path data on a 24 x 24 grid, stroke 2. By itself, for a phone that has nothing else to tell. */
export const ADMIT_ICON = 'M4 12.5 9.5 18 20 6.5'
