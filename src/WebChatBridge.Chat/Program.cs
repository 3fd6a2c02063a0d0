using WebChatBridge.Chat;

using var program = new ChatProgram(Environment.GetEnvironmentVariable, TimeProvider.System);
return await program.RunAsync(args);
