import { createTransport } from "nodemailer";

export interface MailServer {
  /** `smtp://user:password@host:587` */
  url: string;
  /** Whose name the mails carry. */
  from: string;
}

export interface OutgoingMail {
  /** The same id is the same mail: mail servers and readers tell repeats by it. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

interface Mailer {
  send: (mail: OutgoingMail) => Promise<void>;
}

let mailer: Mailer | undefined;

/** Sets the mail server of the process; without one, mails are kept and shown in the app. */
export function configureMail(server: MailServer | undefined): void {
  mailer = server && mailerOf(server);
}

export function currentMailer(): Mailer | undefined {
  return mailer;
}

function mailerOf({ url, from }: MailServer): Mailer {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true });
  const host = from.split("@").at(-1)?.replace(">", "") ?? "localhost";
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text, messageId: `<${id}@${host}>` });
    },
  };
}
