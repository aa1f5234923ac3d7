package io.tightwire.it;

/** A workshop in which work lasts until the gate opens. Thread-safe. */
class BusyWorkbench extends Workbench {
  final Signal entered = new Signal();
  final Signal gate = new Signal();
  final Signal interrupted = new Signal();

  @Override
  public String work(String what) {
    entered.raise();
    try {
      gate.await();
    } catch (Signal.InterruptedWait e) {
      interrupted.raise();
      throw e;
    }
    return super.work(what);
  }

  @Override
  public String inOrder(int caller, int number) {
    return work(caller + ":" + number);
  }
}
