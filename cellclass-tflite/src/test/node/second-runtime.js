// Runs each FOLDER/*.tflite on FOLDER/inputs.f32, or on the first COUNT of them, under TensorFlow.js's WebAssembly build of
// TensorFlow Lite, and compares with what cellclass found (FOLDER/NAME.f32). Then lets the image classifier of the task
// library, which takes scaling and labels from the file's metadata, name the pictures of FOLDER/pixels.f32. Ends with 1
// where a top class differs in more than 2 of 100 images, or a float32 file's probabilities by more than 1e-4.
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

// The name in the first class of a serialized ClassificationResult: field 1 of field 1, and in that field 4.
function firstName(bytes) {
  const field = (from, wanted) => {
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = from[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) {
          return value;
        }
      }
    };
    while (at < from.length) {
      const key = varint();
      if ((key & 7) === 2) {
        const length = varint();
        if (key >> 3 === wanted) {
          return from.subarray(at, at + length);
        }
        at += length;
      } else if ((key & 7) === 5) {
        at += 4;
      } else {
        varint();
      }
    }
    throw new Error('no field ' + wanted);
  };
  return new TextDecoder().decode(field(field(field(bytes, 1), 1), 4));
}

function classifier(module, bytes) {
  const options = new module.ImageClassifierOptionsCppProto();
  options.initFromJsProto({ serializeBinary: () => new Uint8Array(0) });
  const made = module.ImageClassifier.CreateFromOptions(copied(module, bytes), bytes.length, options);
  if (!made.ok()) {
    throw new Error(made.errorMessage());
  }
  return made.value();
}

function nameImages(module, folder, name, most) {
  const named = classifier(module, fs.readFileSync(path.join(folder, name + '.tflite')));
  const labels = fs.readFileSync(path.join(folder, 'labels.txt'), 'utf8').split('\n');
  const pixels = floats(path.join(folder, 'pixels.f32'));
  const expected = floats(path.join(folder, name + '.f32'));
  const all = expected.length / labels.length;
  const count = Math.min(all, most);
  const size = Math.sqrt(pixels.length / all / 3);
  const at = module._malloc(size * size * 4);
  let agreed = 0;
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < size * size; p++) {
      for (let c = 0; c < 4; c++) {
        module.HEAPU8[at + 4 * p + c] = c < 3 ? Math.round(pixels[(i * size * size + p) * 3 + c]) : 255;
      }
    }
    const result = named.Classify(at, size, size);
    const found = firstName(new Uint8Array(result.value().toArrayBuffer()));
    const wanted = labels[top(Array.from(expected.subarray(i * labels.length, (i + 1) * labels.length)))];
    agreed += found === wanted ? 1 : 0;
  }
  console.log(`${name}: the task library gives the same name to ${agreed} of ${count}`);
  return agreed >= LEAST_AGREEMENT * count;
}

async function main() {
  const folder = process.argv[2];
  const names = fs.readdirSync(folder).filter((f) => f.endsWith('.tflite')).map((f) => f.slice(0, -7));
  const fine = [];
  // A new one for each: the memory of one is small, and gives nothing back.
  const module = () => load({ wasmBinary: fs.readFileSync(wasm) });
  for (const name of names) {
    for (const check of [compare, nameImages]) {
      fine.push(check(await module(), folder, name, Number(process.argv[3] || Infinity)));
    }
  }
  process.exitCode = names.length > 0 && fine.every((f) => f) ? 0 : 1;
}

main();
