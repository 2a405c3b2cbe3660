/** What a Linux module may be called: nothing that C or the kernel has already. */
import type { Question } from "../template.ts";

/** Words that functions and structures of Linux begin with, as kernel_read and seq_open do: a template's would be the same. */
const kernels =
  /^(?:anon|bio|bit|block|bus|cdev|class|clock|console|cpu|cred|crypto|debug|debugfs|dentry|dev|device|dir|disk|dma|driver|event|file|filemap|fs|fsnotify|generic|genl|inode|input|io|irq|kernel|key|kobject|kthread|list|lock|loop|memory|misc|mm|mod|module|mount|mutex|net|netlink|nlmsg|noop|nonseekable|page|param|path|pci|percpu|pid|pipe|poll|posix|proc|process|queue|rcu|request|seq|shmem|signal|simple|single|skb|sock|socket|spin|stream|string|super|sys|sysfs|system|task|thread|time|timer|trace|tty|uevent|usb|user|vfs|vm|vma|wait|work|workqueue)$/i;

/** Devices and modules that are there, keywords, and macros of one word. */
const takenInLinux =
  /^(?:null|zero|full|random|urandom|mem|port|kmsg|ptmx|stdin|stdout|stderr|fuse|tun|tap|kvm|vfio|hpet|rtc|snd|snapshot|watchdog|ext4|xfs|btrfs|nfs|ipv6|unix|linux|current|jiffies|bool|true|false|auto|break|case|char|const|continue|default|double|else|enum|extern|float|for|goto|inline|int|long|register|restrict|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|while|asm|typeof|main|init|exit|sqlite3?|newdriver)$/i;

export const moduleNameQuestion: Question = {
  id: "name",
  title: "Name of the module",
  detail: "Names its functions, its device and its files, in lower case there: DiskWatch is diskwatch.ko",
  initial: () => "MyModule",
  mistake(name) {
    if (!/^[A-Z]/.test(name)) return "The name begins with a capital letter, as titles do: DiskWatch";
    if (!/^[A-Za-z\d_]+$/.test(name)) return "The name is part of C identifiers: letters, digits and _ alone";
    if (name.length < 3) return "The name has at least three letters: functions begin with it";
    if (name.length > 32) return "The name has at most 32 letters: functions begin with it";
    if (kernels.test(name)) return `Linux has names that begin with ${name.toLowerCase()}_: My${name} has none there`;
    return takenInLinux.test(name) ? `Linux, C or a library has a ${name.toLowerCase()} already` : undefined;
  },
};
