import type { VNode } from 'preact'
import { BoardScreen } from './board/board-screen.tsx'
import { session } from './control-state.ts'
import { LoginScreen } from './session/login-screen.tsx'
import { UnreachableScreen } from './session/unreachable-screen.tsx'
import { WaitingScreen } from './session/waiting-screen.tsx'
import { WrongRoleScreen } from './session/wrong-role-screen.tsx'

export function App(): VNode {
  const state = session.value
  switch (state.kind) {
    case 'unknown':
      return <WaitingScreen />
    case 'unreachable':
      return <UnreachableScreen />
    case 'signed-out':
      return <LoginScreen hasEnded={state.hasEnded} />
    case 'wrong-role':
      return <WrongRoleScreen staff={state.staff} />
    case 'signed-in':
      return <BoardScreen staff={state.staff} />
  }
}
