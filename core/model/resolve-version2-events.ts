import type { SpecFile } from "../spec/spec.ts";
import type { Version2Events } from "../spec/version2/shapes.ts";
import type { Json } from "../text/json.ts";
import { meaning } from "./diagnostics.ts";
import type { EventFact } from "./model.ts";
import type { Id } from "./node.ts";
import type { Operation } from "./operation.ts";
import { type Resolution, type Site, suggestion } from "./resolution.ts";
import type { ShapeNames } from "./resolve-version2-models.ts";
import type { Later } from "./resolve-version2.ts";

interface Channel {
  declared: boolean;
  description: string | null;
  message: Id | null;
  readonly flags: Record<string, boolean>;
  /** Operations that publish to it when they succeed, when they fail, and that subscribe to it. */
  readonly emitted: Id[];
  readonly failed: Id[];
  readonly handled: Id[];
}

/** The channels: declared in `events.yaml`, or by an operation that uses them. */
export function resolveVersion2Events(
  scope: Resolution,
  file: SpecFile<Version2Events> | null,
  operations: readonly Operation[],
  shapes: ShapeNames,
  later: Later[],
): EventFact[] {
  const channels = new Map<string, Channel>();
  for (const [name, event] of Object.entries(file?.value.events ?? {})) {
    const site: Site = { file: file!, path: ["events", name], place: `event ${name}` };
    scope.mark(`events.${name}`, site);
    later.push({ construct: "events", span: scope.key(site), label: `event ${name}` });
    const channel = channelOf(name);
    channel.declared = true;
    channel.description = event.description ?? null;
    for (const flag of ["publish", "subscribe"] as const) channel.flags[flag] = event[flag] ?? false;
    if (event.message) channel.message = messageOf(event.message, site);
  }
  for (const operation of operations) {
    const events = eventsOf(operation.ext.v2);
    const use = (name: Json | undefined, into: (channel: Channel) => Id[]) => {
      if (typeof name !== "string" || name === "") return;
      const channel = channelOf(name);
      into(channel).push(operation.id);
      const span = scope.spans.get(operation.id);
      if (span !== undefined && !scope.spans.has(`events.${name}`)) scope.spans.set(`events.${name}`, span);
    };
    use(events.subscribe, (channel) => {
      const named = typeof events.message_model === "string" ? shapes.get(events.message_model) : undefined;
      channel.message ??= named ?? operation.input;
      return channel.handled;
    });
    use(events.publish_on_success, (channel) => {
      const { output } = operation;
      const type = output.kind === "value" ? output.type : null;
      const shape = type?.kind === "list" ? type.of : type;
      channel.message ??= shape?.kind === "shape" ? shape.shape : null;
      return channel.emitted;
    });
    use(events.publish_on_error, (channel) => channel.failed);
  }
  return [...channels].map(([name, { declared, description, message, flags, emitted, failed, handled }]) => ({
    id: `events.${name}`,
    description,
    ext: {},
    name,
    facts: { declared, message, ...flags, emitted, failed, handled },
  }));

  function channelOf(name: string): Channel {
    const known = channels.get(name);
    if (known !== undefined) return known;
    const channel: Channel = {
      declared: false,
      description: null,
      message: null,
      flags: {},
      emitted: [],
      failed: [],
      handled: [],
    };
    channels.set(name, channel);
    return channel;
  }

  function messageOf(called: string, site: Site): Id | null {
    const shape = shapes.get(called);
    if (shape !== undefined) return shape;
    const help = suggestion(called, [...shapes.keys()], "declare it in shared/spec/models.yaml");
    scope.report(
      meaning.SVC0201(scope.at(site, "message"), { name: called, place: `the message of ${site.place}` }, {
        help,
      }),
    );
    return null;
  }
}

/** What an operation says about events, as `resolveVersion2Domain` keeps it. */
function eventsOf(facts: Json | undefined): Readonly<Record<string, Json>> {
  const events = objectOf(facts).events;
  return objectOf(events);
}

function objectOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Readonly<Record<string, Json>>
    : {};
}
