import { useEffect, useRef, useState } from 'preact/hooks'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Draft } from '../draft/draft.ts'
import type { Catalogue } from '../texts/vi.ts'
import { draftFromCard } from './draft-from-card.ts'
import { pictureReader } from './read-picture.ts'

export interface CardPanelProps {
  readonly texts: Catalogue
  /** Empty while the table of places is on its way; the card's address is then left as it is written. */
  readonly areas: AreaTable
  readonly onRead: (card: Partial<Draft>) => void
  readonly onClose: () => void
}

type Notice = 'starting' | 'looking' | 'refused' | 'notCard' | 'noCode' | 'notPicture'

/** Between two looks: a phone's camera needs the time to focus, and its battery the rest. */
const LOOK_MS = 200

/** The camera, a photo of the card, or the text of its code: whichever works. Nothing leaves the phone and nothing is kept. */
export function CardPanel({ texts, areas, onRead, onClose }: CardPanelProps) {
  const words = texts.idCard
  const [notice, setNotice] = useState<Notice>('starting')
  const video = useRef<HTMLVideoElement>(null)
  const box = useRef<HTMLDivElement>(null)
  // The camera looks on while the table comes.
  const places = useRef(areas)
  places.current = areas
  const take = (text: string) => {
    const card = draftFromCard(text, places.current)
    if (card === null) setNotice('notCard')
    else onRead(card)
  }
  useEffect(() => {
    box.current?.focus()
    return watch(video.current, { onText: take, onNotice: setNotice })
  }, [])
  return (
    <div class="card id-card" tabIndex={-1} ref={box} data-testid="card-panel">
      <p>{words.about}</p>
      <video class={notice === 'refused' ? 'hidden' : 'card-camera'} ref={video} muted playsInline aria-label={words.camera} />
      <p class={notice === 'looking' || notice === 'starting' ? 'hint' : 'notice warn'} role="status">
        {words[notice]}
      </p>
      <CardPhoto texts={texts} onText={take} onNotice={setNotice} />
      <CardText texts={texts} onText={take} />
      <button type="button" class="plain" onClick={onClose}>
        {words.close}
      </button>
    </div>
  )
}

interface CardInputProps {
  readonly texts: Catalogue
  readonly onText: (text: string) => void
}

/** Read on the phone; the file is never sent. */
function CardPhoto({ texts, onText, onNotice }: CardInputProps & { readonly onNotice: (notice: Notice) => void }) {
  const read = async (file: File) => {
    try {
      const picture = await createImageBitmap(file)
      const text = await (await pictureReader())(picture, picture)
      picture.close()
      if (text === null) onNotice('noCode')
      else onText(text)
    } catch {
      onNotice('notPicture')
    }
  }
  return (
    <div class="field">
      <label class="label" for="card-photo">
        {texts.idCard.photo}
      </label>
      <input
        class="input"
        id="card-photo"
        type="file"
        accept="image/*"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) void read(file)
        }}
      />
    </div>
  )
}

function CardText({ texts, onText }: CardInputProps) {
  const [text, setText] = useState('')
  const words = texts.idCard
  return (
    <div class="field">
      <label class="label" for="card-text">
        {words.text}
      </label>
      <input class="input" id="card-text" type="text" autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="button" class="quick" onClick={() => onText(text)}>
        {words.useText}
      </button>
    </div>
  )
}

interface Watching {
  readonly onText: (text: string) => void
  readonly onNotice: (notice: Notice) => void
}

/** Looks until the panel closes; the camera is let go then, and its light goes out. */
function watch(video: HTMLVideoElement | null, { onText, onNotice }: Watching): () => void {
  let isOver = false
  let stream: MediaStream | null = null
  const go = async () => {
    if (!video) return
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
    if (isOver) return release(stream)
    video.srcObject = stream
    await video.play()
    onNotice('looking')
    const read = await pictureReader()
    let last = ''
    while (!isOver) {
      const text = await read(video, { width: video.videoWidth, height: video.videoHeight })
      if (text !== null && text !== last && !isOver) onText(text)
      last = text ?? last
      await new Promise((done) => setTimeout(done, LOOK_MS))
    }
  }
  void go().catch(() => {
    if (!isOver) onNotice('refused')
  })
  return () => {
    isOver = true
    if (stream) release(stream)
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
