return await WebChatBridge.Server.ServerApp.RunAsync(args);
