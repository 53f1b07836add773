// What `transport.get_extra_info("subprocess")` tells of a child process: it looks as `subprocess.Popen` does.

import type { ChildTransport } from "../../asyncio/subprocesstransport.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { index, repr } from "../../runtime/protocols.ts";
import { None, type Value } from "../../runtime/values.ts";
import { asyncType, lazily, orNone } from "./define.ts";

const SIGTERM = 15;
const SIGKILL = 9;

class ChildView {
  declare readonly transport: ChildTransport;
  constructor(transport: ChildTransport) {
    this.transport = transport;
  }
}

const returncode = (self: ChildView): Value => orNone(self.transport.getReturncode());

/** A line of the shell, or the program and its arguments. */
function commandOf({ transport }: ChildView): Value {
  const { program, args, shell } = transport.options;
  return shell ? program : new Tuple([program, ...args]);
}

/** As in Popen, a child that has ended gets no signals, and nobody is told. */
function signal({ transport }: ChildView, number: number): Value {
  if (transport.getReturncode() === undefined) transport.child.kill(number);
  return None;
}

const popenType = lazily(() =>
  asyncType({
    name: "Popen",
    module: "subprocess",
    ctor: ChildView as unknown as new () => object,
    special: {
      __repr__: (self: ChildView) => `<Popen: returncode: ${repr(returncode(self))} args: ${repr(commandOf(self))}>`,
    },
    methods: {
      "poll()": returncode,
      "send_signal(sig)": (self: ChildView, number: Value) => signal(self, Number(index(number))),
      "terminate()": (self: ChildView) => signal(self, SIGTERM),
      "kill()": (self: ChildView) => signal(self, SIGKILL),
    },
    getters: {
      args: commandOf,
      pid: (self: ChildView) => self.transport.getPid(),
      returncode,
      stdin: (self: ChildView) => orNone(self.transport.getPipeTransport(0)),
      stdout: (self: ChildView) => orNone(self.transport.getPipeTransport(1)),
      stderr: (self: ChildView) => orNone(self.transport.getPipeTransport(2)),
    },
  }),
);

const views = new WeakMap<ChildTransport, ChildView>();

/** The view of a transport's child, the same one each time. */
export function childView(transport: ChildTransport): Value {
  popenType();
  const view = views.get(transport) ?? new ChildView(transport);
  views.set(transport, view);
  return view as unknown as Value;
}
