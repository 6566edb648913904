// What a frame with the checker and the page around it tell each other (docs/embedding.md). messages.schema.json says the same
// for validators; tests/browser/test_embed_messages.py holds both to what is sent.

export type Hello = "rulebook:hello" // page → frame, each time it has loaded

export interface Height { // frame → page
  type: "rulebook:height"
  height: number // whole CSS pixels, at least 1
}

export interface Told { // frame → page, when the result has changed
  type: "rulebook:result"
  detail: Result
}

export interface Result {
  version: 1
  decisions: Record<DecisionId, OutcomeId | OutcomeId[]> // what is clear by now; a list where several can hold
  rules: Record<DecisionId, RuleId[]> // the rules behind each of them
  open: InputId[] // what can still change something; empty: done
}

export type DecisionId = string // ids as in rulebook.json
export type OutcomeId = string
export type RuleId = string
export type InputId = string

declare global {
  interface DocumentEventMap {
    "rulebook:result": CustomEvent<Result> // of embed.js: bubbles from the frame or the element
  }
}
