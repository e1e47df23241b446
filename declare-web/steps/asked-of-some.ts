import { remember } from '../draft/remembered.ts'
import { AddStay } from './add-stay.tsx'
import { CargoFields } from './cargo-fields.tsx'
import { ProxyFields } from './proxy-fields.tsx'
import { DocumentCountry, GuardianDocument } from './rarer-documents.tsx'
import { DoseFields, TestFields } from './test-fields.tsx'
import { Together } from './together.tsx'
import { UseRemembered } from './use-remembered.tsx'

/** What only some travellers are asked, in one file: it comes when the first of it is to be drawn. */
export const ASKED_OF_SOME = {
  AddStay,
  CargoFields,
  DocumentCountry,
  DoseFields,
  GuardianDocument,
  ProxyFields,
  remember,
  TestFields,
  Together,
  UseRemembered,
} as const
