import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/latin-700.css'
import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-700.css'
import '../shared/ui/tokens.css'
import './styles/base.css'
import './styles/session.css'
import './styles/header.css'
import './styles/board.css'
import './styles/card.css'
import './styles/schematic.css'
import './styles/detail.css'
import './styles/dialog.css'
import './styles/flags.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { startControlRoom } from './control-state.ts'

const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
startControlRoom()
render(<App />, root)
