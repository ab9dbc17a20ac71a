#!/usr/bin/env python3
"""The reader's encoder beside ONNX Runtime int8: the same weights, the same batches, in turns. CPU seconds of one thread.

    engine.py BENCH_ENGINE WEIGHTS TEXT [ROUNDS]     TEXT: a sentence a line

ONNX Runtime gets the graph that it is fastest with: its own fused operators (attention, skip layer norm, GELU with bias), quantised by
its own quantize_dynamic, weights int8 a channel. It pads each batch to its longest window; annals does not pad. Needs onnx and onnxruntime.
"""

import json
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def weights_of(path):
    raw = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + size])
    kinds = {"I8": np.int8, "U8": np.uint8, "F32": np.float32}
    tensors = {}
    for name, one in header.items():
        if name != "__metadata__":
            first, last = one["data_offsets"]
            tensors[name] = np.frombuffer(raw[8 + size + first:8 + size + last], dtype=kinds[one["dtype"]]).reshape(one["shape"])
    return header["__metadata__"], tensors


def graph_of(facts, tensors):
    """BERT in ONNX Runtime's fused operators, float32."""
    hidden, heads, epsilon = int(facts["hidden"]), int(facts["attention_heads"]), float(facts["norm_epsilon"])
    constants, nodes = [], []

    def constant(name, values):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def matrix(name):
        return (tensors[name + ".weight"].astype(np.float32) * tensors[name + ".scale"][:, None]).T

    def node(kind, inputs, outputs, **attributes):
        nodes.append(helper.make_node(kind, inputs, outputs, domain="com.microsoft" if kind not in ("MatMul", "Add") else "", **attributes))

    table = tensors["embed.word.weight"].astype(np.float32) * tensors["embed.word.scale"][:, None]
    constant("words", table)
    constant("places", tensors["embed.position"])
    constant("types", np.stack([tensors["embed.type"]] * 2))
    constant("gain", tensors["embed.norm.weight"])
    constant("shift", tensors["embed.norm.bias"])
    node("EmbedLayerNormalization", ["pieces", "segments", "words", "places", "types", "gain", "shift", "mask"], ["h0", "lengths"], epsilon=epsilon)
    state = "h0"
    for n in range(int(facts["layers"])):
        layer = f"layer.{n}."
        constant(layer + "qkv", np.concatenate([matrix(layer + part) for part in "qkv"], axis=1))
        constant(layer + "qkv.bias", np.concatenate([tensors[layer + part + ".bias"] for part in "qkv"]))
        node("Attention", [state, layer + "qkv", layer + "qkv.bias", "lengths"], [layer + "context"], num_heads=heads)
        for name in ("o", "f1", "f2"):
            constant(layer + name, matrix(layer + name))
            constant(layer + name + ".bias", tensors[layer + name + ".bias"])
        for name in ("norm1", "norm2"):
            constant(layer + name, tensors[layer + name + ".weight"])
            constant(layer + name + ".bias", tensors[layer + name + ".bias"])
        node("MatMul", [layer + "context", layer + "o"], [layer + "mixed"])
        node("SkipLayerNormalization", [layer + "mixed", state, layer + "norm1", layer + "norm1.bias", layer + "o.bias"], [layer + "h1"], epsilon=epsilon)
        node("MatMul", [layer + "h1", layer + "f1"], [layer + "wide"])
        node("BiasGelu", [layer + "wide", layer + "f1.bias"], [layer + "gelu"])
        node("MatMul", [layer + "gelu", layer + "f2"], [layer + "narrow"])
        node("SkipLayerNormalization", [layer + "narrow", layer + "h1", layer + "norm2", layer + "norm2.bias", layer + "f2.bias"], [layer + "h2"], epsilon=epsilon)
        state = layer + "h2"
    nodes[-1].output[0] = "states"
    integers = [helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "length"]) for name in ("pieces", "segments", "mask")]
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "length", hidden])
    graph = helper.make_graph(nodes, "encoder", integers, [states], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=8)


def padded(batch):
    longest = max(map(len, batch))
    pieces, mask = np.zeros((len(batch), longest), dtype=np.int32), np.zeros((len(batch), longest), dtype=np.int32)
    for i, window in enumerate(batch):
        pieces[i, :len(window)] = window
        mask[i, :len(window)] = 1
    return {"pieces": pieces, "segments": np.zeros_like(pieces), "mask": mask}


def compare(engine, weights, session, batches, rounds, title):
    feeds = [padded(batch) for batch in batches]
    windows = sum(map(len, batches))
    tokens = sum(len(window) for batch in batches for window in batch)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join("".join(" ".join(map(str, window)) + "\n" for window in batch) for batch in batches))
        file.flush()
        told = subprocess.run([engine, weights, "states", file.name], capture_output=True, text=True, check=True).stdout
        ours = np.array([line.split() for line in told.splitlines()], dtype=np.float32)
        theirs = session.run(None, feeds[0])[0][:, 0, :]
        alike = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
        child = subprocess.Popen([engine, weights, "encode", file.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        times = []
        for turn in range(rounds + 1):
            child.stdin.write("\n")
            child.stdin.flush()
            mine = float(child.stdout.readline())
            before = time.process_time()
            for feed in feeds:
                session.run(None, feed)
            times.append((mine, time.process_time() - before))
        child.stdin.close()
        child.wait()
    times = times[1:]  # one round to warm up
    mine, other = (statistics.median(column) for column in zip(*times))
    ratios = sorted(b / a for a, b in times)
    print(f"{title}: {windows} windows, {tokens} pieces (cosine of the states {alike.min():.3f} at least)\n"
          f"    annals {windows / mine:.0f} windows/s, ONNX Runtime {onnxruntime.__version__} {windows / other:.0f}: "
          f"{statistics.median(ratios):.2f} times ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def main():
    engine, weights, text = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    with tempfile.TemporaryDirectory() as folder:
        onnx.save(graph_of(*weights_of(weights)), folder + "/float.onnx")
        quantize_dynamic(folder + "/float.onnx", folder + "/int8.onnx", per_channel=True, weight_type=QuantType.QInt8,
                         extra_options={"DefaultTensorType": TensorProto.FLOAT})
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        session = onnxruntime.InferenceSession(folder + "/int8.onnx", options, providers=["CPUExecutionProvider"])
    told = subprocess.run([engine, weights, "pieces"], input=open(text, encoding="utf-8").read(), capture_output=True, text=True, check=True).stdout
    windows = [list(map(int, line.split()))[:126] for line in told.splitlines()]
    windows = [window for window in windows if len(window) > 4][:512]
    flat = [piece for window in windows for piece in window]
    even = [flat[i:i + 32] for i in range(0, min(len(flat) - 32, 256 * 32), 32)]
    cut = lambda some, size: [some[i:i + size] for i in range(0, len(some), size)]
    compare(engine, weights, session, cut(even, 8), rounds, "windows of 32 pieces, eight a batch")
    compare(engine, weights, session, cut(windows, 8), rounds, "sentences as they come, eight a batch")
    compare(engine, weights, session, cut(sorted(windows, key=len), 8), rounds, "sentences sorted by length, eight a batch")


if __name__ == "__main__":
    main()
