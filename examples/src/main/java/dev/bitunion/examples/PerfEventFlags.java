package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/** The 64 bits of flags in struct perf_event_attr (Linux, perf_event_open(2)). */
@BitUnion(bits = 64, forms = Form.MATCH)
public interface PerfEventFlags {
  /** Off until enabled. */
  @Field(bits = 1)
  boolean disabled();

  /** Children count too. */
  @Field(bits = 1)
  boolean inherit();

  /** Always on the counter. */
  @Field(bits = 1)
  boolean pinned();

  /** Alone on the counter. */
  @Field(bits = 1)
  boolean exclusive();

  /** Not in user mode. */
  @Field(bits = 1)
  boolean exclude_user();

  /** Not in the kernel. */
  @Field(bits = 1)
  boolean exclude_kernel();

  /** Not in the hypervisor. */
  @Field(bits = 1)
  boolean exclude_hv();

  /** Not when idle. */
  @Field(bits = 1)
  boolean exclude_idle();

  /** Records of executable mappings. */
  @Field(bits = 1)
  boolean mmap();

  /** Records of names of processes. */
  @Field(bits = 1)
  boolean comm();

  /** The period is a frequency. */
  @Field(bits = 1)
  boolean freq();

  /** Counts a task each. */
  @Field(bits = 1)
  boolean inherit_stat();

  /** Enabled by the next exec. */
  @Field(bits = 1)
  boolean enable_on_exec();

  /** Records of fork and exit. */
  @Field(bits = 1)
  boolean task();

  /** Wakes up at a watermark. */
  @Field(bits = 1)
  boolean watermark();

  /** How much the address may skid: 0 any, 3 none. */
  @Field(bits = 2)
  int precise_ip();

  /** Records of data mappings. */
  @Field(bits = 1)
  boolean mmap_data();

  /** Identifiers on all records. */
  @Field(bits = 1)
  boolean sample_id_all();

  /** Not in the host. */
  @Field(bits = 1)
  boolean exclude_host();

  /** Not in guests. */
  @Field(bits = 1)
  boolean exclude_guest();

  /** No kernel call chains. */
  @Field(bits = 1)
  boolean exclude_callchain_kernel();

  /** No user call chains. */
  @Field(bits = 1)
  boolean exclude_callchain_user();

  /** Records of mappings with inodes. */
  @Field(bits = 1)
  boolean mmap2();

  /** Tells exec from renaming. */
  @Field(bits = 1)
  boolean comm_exec();

  /** Time of a chosen clock. */
  @Field(bits = 1)
  boolean use_clockid();

  /** Records of context switches. */
  @Field(bits = 1)
  boolean context_switch();

  /** The ring is written from its end. */
  @Field(bits = 1)
  boolean write_backward();

  /** Records of namespaces. */
  @Field(bits = 1)
  boolean namespaces();

  /** Records of kernel symbols. */
  @Field(bits = 1)
  boolean ksymbol();

  /** Records of BPF programs. */
  @Field(bits = 1)
  boolean bpf_event();

  /** Writes to the auxiliary area. */
  @Field(bits = 1)
  boolean aux_output();

  /** Records of control groups. */
  @Field(bits = 1)
  boolean cgroup();

  /** Records of changed kernel code. */
  @Field(bits = 1)
  boolean text_poke();

  /** Build identifiers on mappings. */
  @Field(bits = 1)
  boolean build_id();

  /** Threads only are inherited. */
  @Field(bits = 1)
  boolean inherit_thread();

  /** Removed by exec. */
  @Field(bits = 1)
  boolean remove_on_exec();

  /** Signals the task. */
  @Field(bits = 1)
  boolean sigtrap();
}
