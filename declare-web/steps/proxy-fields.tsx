import type { StepProps } from '../form/form.ts'
import { TextField } from '../form/text-field.tsx'

/** Who declares for somebody else. */
export function ProxyFields({ form }: StepProps) {
  const { draft, change, texts } = form
  return (
    <div class="inset">
      <TextField
        field={{ form, name: 'proxyName', label: texts.traveller.proxyName }}
        value={draft.proxyName}
        autocomplete="name"
        onInput={(proxyName) => change({ proxyName })}
      />
      <TextField
        field={{ form, name: 'proxyPhone', label: texts.traveller.proxyPhone }}
        value={draft.proxyPhone}
        kind="tel"
        autocomplete="tel"
        width="middle"
        onInput={(proxyPhone) => change({ proxyPhone })}
      />
    </div>
  )
}
