import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import type {
  CargoClass,
  DocumentKind,
  Exposure,
  MeansOfTravel,
  Purpose,
  Sector,
  Sex,
  Symptom,
  TestKind,
  TestResult,
} from '../../shared/declaration/vocabulary.ts'
import type { Payer, QuarantineKind, Receiver } from '../../shared/rules/verdict.ts'

/** A word for each code of each closed list: a code without one does not compile. */
export interface VocabularyTexts {
  readonly sex: Record<Sex, string>
  readonly document: Record<DocumentKind, string>
  readonly purpose: Record<Purpose, string>
  readonly sector: Record<Sector, string>
  readonly means: Record<MeansOfTravel, string>
  readonly cargo: Record<CargoClass, string>
  readonly symptom: Record<Symptom, string>
  readonly exposure: Record<Exposure, string>
  readonly testKind: Record<TestKind, string>
  readonly testResult: Record<TestResult, string>
  readonly direction: Record<Direction, string>
  readonly quarantine: Record<QuarantineKind, string>
  readonly payer: Record<Payer, string>
  readonly samplePayer: Record<Payer, string>
  readonly receiver: Record<Receiver, string>
}
