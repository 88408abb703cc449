//! Threads that work while no key waits: where there is not a core for each they give way to the one that draws.

use std::thread::{self, JoinHandle};

/// Starts a thread whose work nobody waits for with a finger on a key.
pub fn spawn(work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    thread::spawn(move || {
        give_way();
        work();
    })
}

/// Has the threads that share work in this process give way too. Those that are there already, as in tests, stay as they are.
pub fn share() {
    // The only error is that the threads were started before.
    let _ = rayon::ThreadPoolBuilder::new().start_handler(|_| give_way()).build_global();
}

/// Lowers the priority of this thread. Only Linux has one for each thread; elsewhere it is the process's, and stays.
fn give_way() {
    #[cfg(target_os = "linux")]
    {
        /// As `nice` has it without a number: a fifth of the time where another wants the core.
        const NICE: i32 = 10;
        // Nothing is lost where the system forbids it.
        let _ = rustix::process::setpriority_process(None, NICE);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_what_works_behind_gives_way() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let before = priority();
        let behind = std::sync::Arc::new(std::sync::atomic::AtomicI32::new(i32::MIN));
        let seen = std::sync::Arc::clone(&behind);
        let work = spawn(move || seen.store(priority(), std::sync::atomic::Ordering::Relaxed));
        work.join().unwrap();
        assert!(behind.load(std::sync::atomic::Ordering::Relaxed) > before.min(18));
        assert_eq!(priority(), before);
    }
}
