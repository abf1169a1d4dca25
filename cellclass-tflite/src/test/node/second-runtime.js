// Runs each FOLDER/*.tflite on FOLDER/inputs.f32 under TensorFlow.js's WebAssembly build of
// TensorFlow Lite, or on the first COUNT of them, and compares with what cellclass found (FOLDER/NAME.f32). Ends with 1 where a top class differs in
// more than 2 of 100 images, or a float32 file differs by more than 1e-4.
'use strict';
const fs = require('fs');
const path = require('path');

const FLOAT32_TOLERANCE = 1e-4;
const LEAST_AGREEMENT = 0.98;

const wasm = require.resolve('@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.wasm');
const load = require(wasm.replace(/wasm$/, 'js'));

function floats(file) {
  const bytes = fs.readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function copied(module, bytes) {
  const at = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, at);
  return at;
}

function runner(module, bytes) {
  const options = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 0 };
  const made = module.TFLiteWebModelRunner.CreateFromBufferAndOptions(
      copied(module, bytes), bytes.length, options);
  if (!made.ok()) {
    throw new Error(made.errorMessage());
  }
  return made.value();
}

function answer(run, input, bytes) {
  const target = run.GetInputs().get(0).data();
  target.set(bytes ? input.map((v) => Math.max(0, Math.min(255, Math.round(v)))) : input);
  if (!run.Infer()) {
    throw new Error('the runtime failed');
  }
  const output = Array.from(run.GetOutputs().get(0).data());
  const scale = bytes ? output.reduce((a, b) => a + b, 0) : 1;
  return output.map((v) => v / scale);
}

function top(values) {
  return values.indexOf(Math.max(...values));
}

function compare(module, folder, name, most) {
  const run = runner(module, fs.readFileSync(path.join(folder, name + '.tflite')));
  const info = run.GetInputs().get(0);
  const bytes = info.dataType === 'uint8';
  const inputs = floats(path.join(folder, bytes ? 'pixels.f32' : 'inputs.f32'));
  const expected = floats(path.join(folder, name + '.f32'));
  const length = info.data().length;
  const all = inputs.length / length;
  const labels = expected.length / all;
  const count = Math.min(all, most);
  let largest = 0;
  let agreed = 0;
  for (let i = 0; i < count; i++) {
    const found = answer(run, inputs.subarray(i * length, (i + 1) * length), bytes);
    const wanted = Array.from(expected.subarray(i * labels, (i + 1) * labels));
    found.forEach((v, k) => { largest = Math.max(largest, Math.abs(v - wanted[k])); });
    agreed += top(found) === top(wanted) ? 1 : 0;
  }
  console.log(`${name}: input ${info.dataType} ${info.shape}, ${count} images, same top class ${agreed}, ` +
      `largest difference ${largest.toExponential(2)}`);
  return agreed >= LEAST_AGREEMENT * count && (name !== 'float32' || largest <= FLOAT32_TOLERANCE);
}

async function main() {
  const folder = process.argv[2];
  const names = fs.readdirSync(folder).filter((f) => f.endsWith('.tflite')).map((f) => f.slice(0, -7));
  const fine = [];
  for (const name of names) {
    // A new one for each: the memory of one is small, and gives nothing back.
    const module = await load({ wasmBinary: fs.readFileSync(wasm) });
    fine.push(compare(module, folder, name, Number(process.argv[3] || Infinity)));
  }
  process.exitCode = names.length > 0 && fine.every((f) => f) ? 0 : 1;
}

main();
