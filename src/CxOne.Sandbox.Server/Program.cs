using CxOne.Sandbox.Server;

return await SandboxServer.RunAsync(args);
