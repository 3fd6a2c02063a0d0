using WebChatBridge.Chat;

return await new ChatProgram(Environment.GetEnvironmentVariable, TimeProvider.System).RunAsync(args);
