package com.acme;

import io.tightwire.annotation.RpcService;

/** The names of generated classes tell where the service is, and become too long for files. */
interface Deep {
  interface AOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongName {
    interface BOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongName {
      @RpcService
      interface COfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongNameOfTheLongName {
        int number();
      }
    }
  }
}
