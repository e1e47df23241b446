import { signal } from '@preact/signals'
import type { SerialState } from './serial-scanner.ts'

export const serialState = signal<SerialState>('none')
