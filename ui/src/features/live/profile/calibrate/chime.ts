/** Sounds so many gentle tones. */
export type Chime = (times: number) => void;

const HERTZ = 528;
const LENGTH_S = 0.9;
const APART_S = 0.45;
const VOLUME = 0.12;

/** A chime; to be opened by a click, since browsers are silent without one. None where there is no sound. */
export function openChime(): Chime | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  const audio = new AudioContext();
  return (times) => {
    for (let at = 0; at < times; at++) {
      const start = audio.currentTime + at * APART_S;
      const tone = new OscillatorNode(audio, { frequency: HERTZ });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(VOLUME, start + 0.05);
      volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH_S);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + LENGTH_S);
    }
  };
}
