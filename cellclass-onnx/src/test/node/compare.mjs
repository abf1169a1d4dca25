// Runs an exported file with onnxruntime-node on the tensors that NodeTensors wrote, and says how far the
// probabilities are from the JVM's. See README.md beside this file.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const ort = require('onnxruntime-node');
const [model, folder, bound] = process.argv.slice(2);
const expected = JSON.parse(fs.readFileSync(path.join(folder, 'probabilities.json'), 'utf8'));
const bytes = fs.readFileSync(path.join(folder, 'inputs.f32'));
const inputs = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

const session = await ort.InferenceSession.create(model);
const size = Math.sqrt(inputs.length / expected.length / 3);
let largest = 0;
let agreeing = 0;
const top = (p) => p.indexOf(Math.max(...p));
for (let i = 0; i < expected.length; i++) {
  const length = size * size * 3;
  const image = inputs.slice(i * length, (i + 1) * length);
  const result = await session.run({ input: new ort.Tensor('float32', image, [1, size, size, 3]) });
  const found = Array.from(result.probabilities.data);
  agreeing += top(found) === top(expected[i]) ? 1 : 0;
  found.forEach((p, j) => (largest = Math.max(largest, Math.abs(p - expected[i][j]))));
}
console.log(`${expected.length} images, the same label ${agreeing}, largest difference ${largest}`);
process.exit(expected.length > 0 && largest <= Number(bound) ? 0 : 1);
