package porto;

/** The machine failed: free space, mend permissions, or try again (-3xx). */
public sealed class MachineException extends PortoException permits CancelledException {
  private static final long serialVersionUID = 1;

  MachineException(Detail detail) {
    super(detail);
  }
}
