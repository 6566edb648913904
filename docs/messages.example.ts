// A host of its own, without our script: greets a plain frame, gives it its height and hears its result.
import type { Height, Hello, Result, Told } from "./messages"

const hello: Hello = "rulebook:hello"

export function listen(frame: HTMLIFrameElement, heard: (result: Result) => void): void {
  frame.addEventListener("load", () => frame.contentWindow?.postMessage(hello, "*"))
  addEventListener("message", ({ source, data }: MessageEvent<Height | Told>) => {
    if (source !== frame.contentWindow) return // a sandbox has no origin that could be compared
    if (data.type === "rulebook:height") frame.style.height = `${data.height}px`
    if (data.type === "rulebook:result" && data.detail.version === 1) heard(data.detail)
  })
}
