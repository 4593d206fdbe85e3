import { defineDiagnostics } from "../diagnostics/define.ts";

const SPEC = { "services.yml": "project: library\n" };

/** What stands between a plan and the disk. */
export const applyFindings = defineDiagnostics({
  SVC0430: {
    severity: "error",
    title: "The project changed since the plan was made",
    message: "`{path}`{others} changed since the plan was made",
    help: "run the command again: it plans anew",
    explain:
      `Before svc writes anything, it looks once more at every file that it is about to replace or delete. One of
      them was not as planned: an editor, a formatter or another program was at work. svc would have overwritten a
      change that nobody has seen, so it wrote nothing.`,
    bad: { ...SPEC, "README.md": "changed while svc was at work\n" },
    good: { ...SPEC, "README.md": "as it was\n" },
  },
  SVC0431: {
    severity: "error",
    title: "Another svc is writing in this project",
    message: "another svc is writing here: process {pid} on {machine}",
    help: "try again when it is done. If no svc runs there any more, delete `.svc/writer.lock`",
    explain:
      `Only one svc writes in a project at a time; others wait ten seconds. The lock of a process that is gone, or
      that has shown no sign of life for a minute, is taken over without a question.`,
    bad: { ...SPEC, ".svc/writer.lock": '{"host":"build-7","pid":4711}\n' },
    good: SPEC,
  },
  SVC0432: {
    severity: "error",
    title: "The disk is full",
    message: "there is no space left to write `{path}`",
    help: "make space and run again",
    explain:
      `svc writes everything to \`.svc/tmp\` first. The disk was full by then, or a quota was used up, so no file of
      the project was touched.`,
    bad: { $: "df .   # Avail 0\nsvc generate" },
    good: { $: "df .   # Avail 2G\nsvc generate" },
  },
  SVC0433: {
    severity: "error",
    title: "svc may not write here",
    message: "there is no permission to write `{path}`",
    help: "give this user the right to write in the project, or run svc as the user who owns it",
    explain:
      `svc makes, replaces and removes files in the folders of the project, so it needs the right to change those
      folders. It looks at all of them before it touches the first file.`,
    bad: { $: "sudo svc init shop --yes\ncd shop && svc generate" },
    good: { $: "svc init shop --yes\ncd shop && svc generate" },
  },
  SVC0434: {
    severity: "error",
    title: "The project lies on a read-only file system",
    message: "`{path}` lies on a read-only file system",
    help: "work in a copy that can be written, or use `--dry-run` to see the plan only",
    explain:
      `Nothing can be written where the project lies. Commands that only look at it work all the same.`,
    bad: { $: "cd /mnt/cdrom/shop && svc generate" },
    good: { $: "cp -r /mnt/cdrom/shop . && cd shop && svc generate" },
  },
  SVC0435: {
    severity: "error",
    title: "The system refused a change",
    message: "`{path}` could not be written: {system}",
    help: "the system calls the cause {system}: remove it and run again",
    explain:
      `The operating system gave an error that svc has no better words for: \`EFBIG\` is a limit on the size of files,
      \`EIO\` a broken disk, \`ENAMETOOLONG\` a path that the file system cannot hold.`,
    bad: { $: "cd /mnt/broken-disk/shop && svc generate" },
    good: { $: "cd /home/me/shop && svc generate" },
  },
  SVC0436: {
    severity: "warning",
    title: "An interrupted run was finished",
    message:
      "an earlier run of svc was interrupted while writing; its last {count} changes were finished first",
    explain:
      `svc notes what it is about to do before it does it. A run was killed in between, so the next one carried out
      the rest: the project is as that run planned it.`,
    bad: { ...SPEC, ".svc/journal.json": "{}\n" },
    good: SPEC,
  },
  SVC0437: {
    severity: "warning",
    title: "A file changed after an interruption",
    message: "`{path}` changed after an earlier run of svc was interrupted, so it was left as it is",
    help: "look at it: `svc generate --dry-run --diff` shows what svc would write",
    explain:
      `A run of svc was killed while writing. Before the next run could finish it, somebody changed this file. svc
      overwrites only what it knows, so the file stays.`,
    bad: { ...SPEC, ".svc/journal.json": "{}\n", "README.md": "changed since\n" },
    good: SPEC,
  },
  SVC0438: {
    severity: "error",
    title: "The journal cannot be read",
    message: "`.svc/journal.json` {problem}",
    help: "delete `.svc/journal.json` and `.svc/tmp`, then run `svc generate`",
    explain:
      `The journal says what an interrupted run still has to do. svc writes it in one piece, so it was changed by
      something else, and svc does not act on it.`,
    bad: { ...SPEC, ".svc/journal.json": '{"stage": "x"}\n' },
    good: SPEC,
  },
  SVC0439: {
    severity: "error",
    title: "Writing stopped half-way",
    message: "writing stopped at `{path}` ({system}), after {done} of {count} changes",
    help: "remove the cause and run svc again: it finishes the rest before it does anything else",
    explain:
      `Everything was prepared and the first changes were made when the system refused one. What is left is noted
      in \`.svc/journal.json\`; the next run of svc that writes carries it out.`,
    bad: { ...SPEC, ".svc/journal.json": "{}\n" },
    good: SPEC,
  },
});
