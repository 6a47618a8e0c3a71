package porto;

/** Takes output, piece by piece; what it throws stops the work and is thrown by the call. */
@FunctionalInterface
interface Sink {
  void write(byte[] bytes) throws Exception;
}
