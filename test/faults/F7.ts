import { countAfterCuts, endCutNetwork, lacksForNetworks, playCutNetwork } from '../simulation/cut-network.ts'
import { runFaults } from '../support/fault-run.ts'

await runFaults([
  {
    name: 'F7',
    about: 'the cable between kiosk and server is pulled for 1 to 60 seconds',
    cases: 30,
    lacks: lacksForNetworks,
    play: async (seed) => [...(await playCutNetwork(seed)), ...(await countAfterCuts())],
    close: endCutNetwork,
  },
])
