String stayLines = "patient,hour,pulse,outcome\n1,1,80,well\n1,2,75,well\n2,1,110,ill\n";
java.nio.file.Files.writeString(Path.of("stays.csv"), stayLines);
java.nio.file.Files.writeString(Path.of("arrivals.csv"), "hour,pulse,patient\n2,90,7\n1,95,7\n");
Data stays =
    Data.csv(Path.of("stays.csv"))
        .sequences("patient")
        .steps("hour")
        .target("outcome")
        .categorical("outcome")
        .read();
// snippet
