Console.WriteLine($"sample task: ended at {TimeProvider.System.GetTimestamp()}");
return int.Parse(Environment.GetEnvironmentVariable("SAMPLE_TASK_EXIT") ?? "0");
