package com.acme;

/** As Kotlin's compiler (kapt 2.2.21) hands it on, without the methods that are reported. */
@kotlin.Metadata(mv = {2, 2, 0}, k = 1, xi = 48,
    d1 = {"\u0000\"\n\u0002\u0018\u0002\n\u0002\u0010\u0000\n\u0000\n\u0002\u0010\b\n\u0002\b\u0002\n\u0002\u0018\u0002\n\u0002\b\n\n\u0002\u0010\u0002\n\u0002\b\u0003\bg\u0018\u00002\u00020\u0001J\u0010\u0010\u0002\u001a\u00020\u00032\u0006\u0010\u0004\u001a\u00020\u0003H&J\u0017\u0010\u0005\u001a\u00020\u00032\u0006\u0010\u0004\u001a\u00020\u0006H&\u00a2\u0006\u0004\b\u0007\u0010\bJ\u000f\u0010\t\u001a\u00020\u0006H&\u00a2\u0006\u0004\b\n\u0010\u000bJ\u0010\u0010\f\u001a\u00020\u00032\u0006\u0010\r\u001a\u00020\u0003H&J\u0018\u0010\u000e\u001a\u00020\u00032\u0006\u0010\f\u001a\u00020\u00032\u0006\u0010\u000f\u001a\u00020\u0003H&J\u0010\u0010\u0010\u001a\u00020\u00112\u0006\u0010\u0012\u001a\u00020\u0003H&J\u0010\u0010\u0013\u001a\u00020\u00112\u0006\u0010\u0014\u001a\u00020\u0003H&\u00c0\u0006\u0003"},
    d2 = {"Lk/Api;", "", "plain", "", "n", "take", "Lkotlin/UInt;", "take-WZ4Q5Ns", "(I)I", "give", "give-pVg5ArA", "()I", "default", "x", "key", "int", "with space", "", "a", "names", "a b"})
@io.tightwire.annotation.RpcService
public interface Api {

  int plain(int n);

  int key(int p0_772401952, int p1_52215);

  void names(int p0_47153);
}
