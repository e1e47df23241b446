import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { LanePicker } from './lane-picker.tsx'
import { isOffered, TOOLS, type Tool, type ToolReach } from './tools.ts'

export function ToolBar({ reach }: { readonly reach: ToolReach }) {
  return (
    <nav class="tools">
      <LanePicker kiosk={reach.kiosk} />
      {TOOLS.filter(isOffered).map((tool) => (
        <ToolButton key={tool.id} tool={tool} reach={reach} />
      ))}
    </nav>
  )
}

function ToolButton({ tool, reach }: { readonly tool: Tool; readonly reach: ToolReach }) {
  const count = tool.count?.() ?? 0
  return (
    <button type="button" class="tool" data-testid={tool.id} onClick={() => tool.press(reach)}>
      <Icon name={tool.icon} />
      <span>{t(tool.text)}</span>
      {count > 0 && <b class="badge">{count}</b>}
    </button>
  )
}
