// How calls reach the backend: message port, WebSocket on loopback, the command line's control channel, direct. Imports contract and core.
// Invariant: every one of them goes through `dispatch`; validation and roles exist nowhere else.
export * from './control.ts'
export * from './dispatch.ts'
export * from './loopback.ts'
export * from './message-port.ts'
