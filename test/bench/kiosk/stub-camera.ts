/** How the code is held. Pixels and degrees; `scale` is the side with its quiet zone, as a share of the frame's height. */
export interface Held {
  readonly scale: number
  readonly turn?: number
  readonly blur?: number
  readonly contrast?: number
  readonly dx?: number
  readonly dy?: number
}

export interface StubCamera {
  /** Keeps a picture of these modules, 1 dark, under a name. */
  load(name: string, modules: number, dark: readonly number[]): void
  /** Puts it in view after so many milliseconds; null: nothing in view. Answers with the moment it was put there. */
  show(name: string | null, held: Held, afterMs: number): Promise<number>
  /** The moment of the first animation frame on which a verdict other than `not` is to be seen; null when it never came. */
  verdictOtherThan(not: string | null, withinMs: number): Promise<number | null>
  /** The moment from which none is to be seen. */
  noVerdict(withinMs: number): Promise<number | null>
  readonly size: readonly [number, number]
}

export const FRAME_MS = 1000 / 30

/**
 * Runs in the page before its own scripts: a camera in a worker, so that frames come whatever the main thread does. A grey scene in
 * which something moves a little, no noise; the size is what the page asks for, up to 1280 x 720.
 */
export function installStubCamera(): void {
  if (window.top !== window) return
  const source = `let current=null,W=640,H=480,writer=null,count=0,canvas,context,timer,busy=false;const pictures={};
onmessage=({data:d})=>{
 if(d.open){W=d.W;H=d.H;canvas=new OffscreenCanvas(W,H);context=canvas.getContext('2d',{alpha:false});writer=d.writable.getWriter();timer??=setInterval(tick,1000/30)}
 else if(d.load){const n=d.modules+8,k=Math.ceil(1000/n),m=Math.round(n*k*.06),c=new OffscreenCanvas(n*k+2*m,n*k+2*m),x=c.getContext('2d');x.fillStyle='#fff';x.fillRect(0,0,c.width,c.height);x.fillStyle='#000';
  for(let i=0;i<d.dark.length;i++)if(d.dark[i])x.fillRect(m+(i%d.modules+4)*k,m+(Math.floor(i/d.modules)+4)*k,k,k);pictures[d.load]=c}
 else setTimeout(()=>{current=d.name?{...d.held,picture:pictures[d.name]}:null;postMessage({id:d.id,at:performance.timeOrigin+performance.now()})},d.after)};
async function tick(){if(busy||!writer)return;busy=true;count++;const x=context;x.filter='none';x.fillStyle='#8a8d92';x.fillRect(0,0,W,H);x.fillStyle='#6f757c';x.fillRect(W*.05+(count%7),H*.1,W*.12,H*.7);x.fillStyle='#a4a19a';x.fillRect(W*.8,H*.2,W*.13,H*.6);
 const h=current;if(h){const s=h.scale*H;x.save();const f=[];if(h.blur)f.push('blur('+h.blur+'px)');if(h.contrast)f.push('contrast('+h.contrast*100+'%)');if(f.length)x.filter=f.join(' ');x.translate(W/2+(h.dx||0),H/2+(h.dy||0));x.rotate((h.turn||0)*Math.PI/180);x.imageSmoothingQuality='high';x.drawImage(h.picture,-s/2,-s/2,s,s);x.restore()}
 const frame=new VideoFrame(canvas,{timestamp:Math.round(performance.now()*1000)});try{await writer.write(frame)}catch{writer=null}busy=false}`
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
  const waiting = new Map<number, (at: number) => void>()
  worker.onmessage = ({ data }) => waiting.get(data.id)?.(data.at)
  let [shows, size]: [number, readonly [number, number]] = [0, [0, 0]]
  const asked = (wish: unknown, most: number, otherwise: number): number => {
    const ideal = typeof wish === 'number' ? wish : typeof wish === 'object' && wish !== null && 'ideal' in wish ? Number(wish.ideal) : otherwise
    return Math.min(most, ideal)
  }
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const video = typeof constraints?.video === 'object' ? constraints.video : {}
    size = [asked(video.width, 1280, 640), asked(video.height, 720, 480)]
    const maker = (
      window as unknown as { MediaStreamTrackGenerator: new (kind: { kind: string }) => MediaStreamTrack & { writable: WritableStream } }
    ).MediaStreamTrackGenerator
    const track = new maker({ kind: 'video' })
    worker.postMessage({ open: true, W: size[0], H: size[1], writable: track.writable }, [track.writable])
    return new MediaStream([track])
  }
  const seen = (): string | null => {
    const verdict = document.querySelector('[data-testid="verdict"]')
    if (!verdict || verdict.getClientRects().length === 0) return null
    const style = getComputedStyle(verdict)
    return style.visibility === 'hidden' || Number(style.opacity) < 0.01 ? null : verdict.getAttribute('data-passage')
  }
  const when = (isSo: () => boolean, withinMs: number): Promise<number | null> =>
    new Promise((done) => {
      const end = performance.now() + withinMs
      const look = (): void => {
        if (isSo()) done(performance.timeOrigin + performance.now())
        else if (performance.now() > end) done(null)
        else requestAnimationFrame(look)
      }
      look()
    })
  const stub: StubCamera = {
    load: (name, modules, dark) => worker.postMessage({ load: name, modules, dark }),
    show: (name, held, after) =>
      new Promise((done) => {
        const id = ++shows
        waiting.set(id, done)
        worker.postMessage({ id, name, held, after })
      }),
    verdictOtherThan: (not, withinMs) => when(() => ![null, not].includes(seen()), withinMs),
    noVerdict: (withinMs) => when(() => seen() === null, withinMs),
    get size() {
      return size
    },
  }
  Object.assign(window, { stubCamera: stub })
}

declare global {
  interface Window {
    readonly stubCamera: StubCamera
  }
}
