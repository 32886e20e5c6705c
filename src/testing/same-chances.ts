import fc from 'fast-check'

/** Property tests take the same values each time, so that a red check can be looked at again; FC_SEED tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) })
