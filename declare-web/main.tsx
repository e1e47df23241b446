import { render } from 'preact'
import { chooseLanguage, followAddress, watchWorld } from './actions.ts'
import { App } from './app.tsx'
import { deviceStorage } from './app-state.ts'
import { loadEverything } from './loading.ts'
import { equipOldBrowser } from './old-browsers.ts'
import { addressOfOldLink } from './site/route.ts'
import './styles/base.css'
import './styles/form.css'
import './styles/pass.css'

equipOldBrowser()
const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
root.textContent = ''
const moved = addressOfOldLink(location.hash)
if (moved !== null) {
  history.replaceState(null, '', moved)
  followAddress()
}
render(<App />, root)
watchWorld()
if (savedLanguage() === 'en') void chooseLanguage('en')
void loadEverything()

function savedLanguage(): string | null {
  try {
    return deviceStorage?.getItem('chot-language') ?? null
  } catch {
    return null
  }
}
